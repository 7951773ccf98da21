using System.Buffers.Binary;
using System.Text;

namespace PlanningPlatform.Testing;

/// <summary>
/// Reads protobuf's wire format (https://protobuf.dev/programming-guides/encoding), enough of it for OTLP: fields by number, as they
/// come. The caller knows from the .proto files what each field holds.
/// </summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Field, ulong Number, ReadOnlyMemory<byte> Bytes)> fields = [];

    /// <exception cref="InvalidDataException">These bytes are no message.</exception>
    public ProtobufMessage(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var tag = ReadVarint(ref bytes);
            var (field, wireType) = ((int)(tag >> 3), (int)(tag & 7));
            switch (wireType)
            {
                case 0:
                    fields.Add((field, ReadVarint(ref bytes), default));
                    break;
                case 1:
                    fields.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(Take(ref bytes, 8).Span), default));
                    break;
                case 2:
                    fields.Add((field, 0, Take(ref bytes, (int)ReadVarint(ref bytes))));
                    break;
                case 5:
                    fields.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(Take(ref bytes, 4).Span), default));
                    break;
                default:
                    throw new InvalidDataException($"Wire type {wireType}.");
            }
        }
    }

    public IEnumerable<ProtobufMessage> Messages(int field) => All(field).Select(value => new ProtobufMessage(value.Bytes));

    public string Text(int field) => All(field).Select(value => Encoding.UTF8.GetString(value.Bytes.Span)).LastOrDefault("");

    /// <summary>Bytes as lower-case hexadecimal digits.</summary>
    public string Hex(int field) => All(field).Select(value => Convert.ToHexStringLower(value.Bytes.Span)).LastOrDefault("");

    public bool Has(int field) => All(field).Any();

    public long Integer(int field) => (long)All(field).Select(value => value.Number).LastOrDefault();

    public double Double(int field) => BitConverter.UInt64BitsToDouble(All(field).Select(value => value.Number).LastOrDefault());

    private IEnumerable<(int Field, ulong Number, ReadOnlyMemory<byte> Bytes)> All(int field) => fields.Where(value => value.Field == field);

    private static ulong ReadVarint(ref ReadOnlyMemory<byte> bytes)
    {
        ulong number = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Take(ref bytes, 1).Span[0];
            number |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return number;
            }
        }

        throw new InvalidDataException("A number does not end.");
    }

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> bytes, int count)
    {
        if (count < 0 || count > bytes.Length)
        {
            throw new InvalidDataException("A field does not end.");
        }

        var taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }
}
