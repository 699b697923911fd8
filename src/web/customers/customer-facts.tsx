import type { CustomerView } from '../api/contract.ts';
import { ibanInGroups } from '../format/field-value.ts';
import { Facts } from '../ui/panel.tsx';
import { useSpeech } from '../words/words.tsx';

/** A customer's master data as the directory has it. What it does not have leaves no line. */
export function CustomerFacts({ customer }: { customer: CustomerView }) {
  const { words, formats } = useSpeech();
  const { customers } = words;
  return (
    <Facts
      rows={[
        [customers.number, customer.customerNumber],
        [customers.kind, words.kinds[customer.kind]],
        customer.birthDate === null ? null : [customers.birthDate, formats.day(customer.birthDate)],
        [customers.address, customer.displayAddress],
        customer.email === null ? null : [customers.email, customer.email],
        customer.phone === null ? null : [customers.phone, customer.phone],
        customer.iban === null ? null : [customers.iban, ibanInGroups(customer.iban)],
        customer.contractNumbers.length === 0 ? null : [customers.contracts, customer.contractNumbers.join(', ')],
        customer.meterNumbers.length === 0 ? null : [customers.meters, customer.meterNumbers.join(', ')],
      ]}
    />
  );
}
