import type { CustomerRecord } from '../../domain/customer.ts';
import type { Person } from './households.ts';

const header =
  'customer_number,kind,salutation,title,first_name,last_name,organisation,birth_date,street,house_number,postcode,city,country,email,phone,iban,contract_numbers,meter_numbers\n';
const portionBytes = 256 * 1024;

/** The people as a CSV file, a quarter of a megabyte at a time. */
export async function* customersCsv(people: Iterable<Person>): AsyncGenerator<Uint8Array> {
  let text = header;
  for (const { record } of people) {
    text += lineOf(record);
    if (text.length < portionBytes) continue;
    yield Buffer.from(text);
    text = '';
  }
  if (text !== '') yield Buffer.from(text);
}

function lineOf(record: CustomerRecord): string {
  const fields = [
    record.customerNumber,
    record.kind,
    record.salutation,
    record.title,
    record.firstName,
    record.lastName,
    record.organisation,
    record.birthDate,
    record.street,
    record.houseNumber,
    record.postcode,
    record.city,
    record.country,
    record.email,
    record.phone,
    record.iban,
    record.contractNumbers.join(';'),
    record.meterNumbers.join(';'),
  ];
  return `${fields.map((field) => (field === null ? '' : /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',')}\n`;
}
