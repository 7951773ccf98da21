// Writes holidays.csv: Indonesia's public holidays as the npm package date-holidays computes them.
// By hand, in this folder: npm install --no-save date-holidays@3.37.0 && node generate-holidays.mjs 2024 2028 > holidays.csv
// When a year's joint decree (SKB 3 Menteri) is out, replace that year's rows by hand, with joint leave, and mark them Decreed.
import { createRequire } from 'node:module';
import Holidays from 'date-holidays';

const { version } = createRequire(import.meta.url)('date-holidays/package.json');

const [first, last] = process.argv.slice(2).map(Number);
if (!(first <= last)) throw new Error('usage: generate-holidays.mjs <first year> <last year>');

// The package calls 27 Rajab Mawlid too, and writes some names unlike the decrees do.
const names = {
  '01-01': 'Tahun Baru Masehi',
  '27 Rajab': 'Isra Mikraj Nabi Muhammad',
  '1 Shawwal': 'Hari Raya Idulfitri',
  '2 Shawwal': 'Hari Raya Idulfitri',
  '10 Dhu al-Hijjah': 'Hari Raya Iduladha',
  '1 Muharram': 'Tahun Baru Islam',
  '08-17': 'Hari Proklamasi Kemerdekaan',
};

const calendar = new Holidays('ID', { types: ['public'] });
const byDate = new Map();
const gaps = [];
for (let year = first; year <= last; year++) {
  const days = calendar.getHolidays(year);
  for (const { date, rule, name } of days) {
    const day = date.slice(0, 10);
    byDate.set(day, [...(byDate.get(day) ?? []), names[rule] ?? name]);
  }
  // Hindu and Buddhist days are a table in the package that ends somewhere.
  for (const expected of ['Nyepi', 'Waisak'])
    if (!days.some(({ name }) => name.includes(expected))) gaps.push(`${expected} ${year}`);
}

console.log(`# Public holidays of Indonesia ${first}-${last}, computed by date-holidays ${version} (CC BY-SA 3.0; attribution in LICENSE-date-holidays.txt).`);
console.log('# PROVISIONAL (?) until the yearly joint decree of three ministers replaces it; joint leave (cuti bersama) is not included.');
if (gaps.length) console.log(`# Not known to the package, to be added from the decree: ${gaps.join(', ')}.`);
console.log('date;kind;status;name');
for (const [day, dayNames] of [...byDate].sort(([a], [b]) => a.localeCompare(b)))
  console.log(`${day};PublicHoliday;Provisional;${dayNames.join(' / ')}`);
