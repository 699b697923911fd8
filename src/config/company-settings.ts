import { z } from 'zod';
import { demoCompany, germanStates } from '../domain/company.ts';
import { count, list, optional, section, text } from './setting.ts';

export const companySettings = section(
  'Whose post this is. Its own name and address on a letter are the addressee, never the sender. Until it is configured, the demo company stands here; once one of these is set, the required ones must be too.',
  {
    names: list({
      doc: 'Every name the company is written to under, the official one first. Required.',
      env: 'MAILROOM_COMPANY_NAMES',
      fallback: demoCompany.names,
      each: z.string().trim().min(2).max(200),
      expects: 'names, separated by commas',
    }),
    street: companyText('Street without number. Required.', 'MAILROOM_COMPANY_STREET', demoCompany.street),
    houseNumber: companyText('House number. Required.', 'MAILROOM_COMPANY_HOUSE_NUMBER', demoCompany.houseNumber),
    postcode: companyText('Postcode. Required.', 'MAILROOM_COMPANY_POSTCODE', demoCompany.postcode),
    city: companyText('City. Required.', 'MAILROOM_COMPANY_CITY', demoCompany.city),
    country: text({
      doc: 'ISO 3166-1 alpha-2; also the country of phone numbers without one.',
      env: 'MAILROOM_COMPANY_COUNTRY',
      fallback: demoCompany.country,
      pattern: /^[A-Z]{2}$/,
      expects: 'two capital letters such as DE',
    }),
    emails: list({
      doc: 'E-mail addresses of the company, or @domain for all of a domain.',
      env: 'MAILROOM_COMPANY_EMAILS',
      fallback: demoCompany.emails,
      each: z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^[^\s@]*@[^\s@]+\.[^\s@]+$/),
      expects: 'addresses or @domains, separated by commas',
    }),
    phones: list({
      doc: 'Phone numbers in E.164; a number that begins with one of them is an extension of it.',
      env: 'MAILROOM_COMPANY_PHONES',
      fallback: demoCompany.phones,
      each: z.string().regex(/^\+[1-9]\d{4,14}$/),
      expects: 'numbers such as +49492112345, separated by commas',
    }),
    ibans: list({
      doc: 'Bank accounts of the company, so that they are not taken for a customer’s.',
      env: 'MAILROOM_COMPANY_IBANS',
      fallback: demoCompany.ibans,
      each: z
        .string()
        .transform((raw) => raw.replace(/\s/g, '').toUpperCase())
        .pipe(z.string().regex(/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/)),
      expects: 'IBANs, separated by commas',
    }),
    timeZone: text({
      doc: 'IANA name: where a day begins and office hours are counted.',
      env: 'MAILROOM_COMPANY_TIME_ZONE',
      fallback: demoCompany.timeZone,
      pattern: /^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/,
      expects: 'a name such as Europe/Berlin',
    }),
    state: optional({
      doc: 'German state whose public holidays count, as ISO 3166-2 has it without DE-. Required in Germany.',
      env: 'MAILROOM_COMPANY_STATE',
      of: germanStates,
      fallback: demoCompany.state,
    }),
    daysOff: list({
      doc: 'Further days without work.',
      env: 'MAILROOM_COMPANY_DAYS_OFF',
      fallback: demoCompany.daysOff,
      each: z.iso.date(),
      expects: 'dates such as 2026-12-24, separated by commas',
    }),
    closingHour: count({
      doc: 'Local hour at which a working day ends for what is due on it.',
      env: 'MAILROOM_COMPANY_CLOSING_HOUR',
      fallback: demoCompany.closingHour,
      from: 1,
      to: 24,
    }),
  },
);

function companyText(doc: string, env: string, fallback: string) {
  return text({ doc, env, fallback, expects: 'a text' });
}
