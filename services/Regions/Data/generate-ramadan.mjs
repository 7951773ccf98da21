// Writes ramadan.csv: the days of Ramadan by the Umm al-Qura calendar (a test compares them with .NET's UmAlQuraCalendar).
// By hand, in this folder, after holidays.csv: node generate-ramadan.mjs 2024 2028 > ramadan.csv
// When the ministry has decided (sidang isbat), correct the row by hand and mark it Decreed, and Idul Fitri in holidays.csv with it.
import { readFileSync } from 'node:fs';

const [first, last] = process.argv.slice(2).map(Number);
if (!(first <= last)) throw new Error('usage: generate-ramadan.mjs <first year> <last year>');

const day = 24 * 60 * 60 * 1000;
const hijri = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura', { month: 'numeric', timeZone: 'UTC' });
const isRamadan = date => parseInt(hijri.format(date), 10) === 9;
const text = date => new Date(date).toISOString().slice(0, 10);
const eid = readFileSync(new URL('holidays/holidays.csv', import.meta.url), 'utf8').split('\n')
  .filter(line => line.includes('Idulfitri')).map(line => Date.parse(line.slice(0, 10)));

console.log(`# Ramadan ${first}-${last} by the Umm al-Qura calendar. PROVISIONAL (?): the ministry's decision (sidang isbat) may differ by a day.`);
console.log('# It ends the day before Idul Fitri in holidays/holidays.csv, also where the calendar says otherwise.');
console.log('first day;last day;status');
let start = 0;
for (let date = Date.UTC(first - 1, 11, 1); date < Date.UTC(last + 1, 1, 1); date += day) {
  if (isRamadan(date)) start ||= date;
  else if (start) {
    // Idul Fitri on file, at most two days from where this calendar has it.
    const end = (eid.find(feast => Math.abs(feast - date) <= 2 * day) ?? date) - day;
    if (text(end) >= `${first}` && text(start) < `${last + 1}`) console.log(`${text(start)};${text(end)};Provisional`);
    start = 0;
  }
}
