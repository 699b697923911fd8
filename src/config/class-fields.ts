import { z } from 'zod';
import { type ClassField, fieldAsks } from '../domain/class-field.ts';
import { type FieldName, fieldNames } from '../domain/index-data.ts';

const field = z.strictObject({
  name: z.enum(fieldNames),
  isRequired: z.boolean().default(false),
  ask: z.enum(fieldAsks).default('never'),
  isSingle: z.boolean().default(false),
});

export type ClassFields = Readonly<Record<string, readonly ClassField[]>>;

/** What stands under `indexing.fields`: fields by class; a class that is named replaces its defaults, others keep theirs. */
export const classFields: z.ZodType<ClassFields> = z
  .record(z.string().regex(/^[a-z][a-z0-9_]{0,59}$/), z.array(field).max(fieldNames.length))
  .superRefine((classes, context) => {
    for (const [key, fields] of Object.entries(classes)) {
      const twice = fields.find(({ name }, at) => fields.findIndex((other) => other.name === name) !== at);
      if (twice !== undefined) context.addIssue({ code: 'custom', message: `"${twice.name}" stands twice in ${key}` });
    }
  })
  .transform((classes): ClassFields => ({ ...defaultClassFields, ...classes }));

const optional = (name: FieldName): ClassField => ({ name, isRequired: false, ask: 'never', isSingle: false });
/** Somebody acts on the value without reading the letter again, so a doubtful one is shown first. */
const doubtful = (name: FieldName): ClassField => ({ name, isRequired: false, ask: 'doubtful', isSingle: false });
const single = (given: ClassField): ClassField => ({ ...given, isSingle: true });
const required = (given: ClassField): ClassField => ({ ...given, isRequired: true });

const numbers = [optional('customerNumber'), optional('contractNumber'), optional('meterNumber')];
const person = [optional('birthDate'), optional('phone'), optional('email')];
const ofCustomer = [...numbers, ...person, optional('iban'), optional('fileReference'), optional('ownReference')];

/**
 * The fields of the classes that ship. Asked about is what money or a file moves by: an account that is written into the
 * master data, the total and number of an invoice. A missing number of an invoice is asked for, since no voucher can be
 * booked without one (§ 14 Abs. 4 UStG); a missing account is not, since most suppliers' are known.
 */
export const defaultClassFields: ClassFields = {
  cancellation: [...ofCustomer, single(optional('effectiveDate'))],
  withdrawal: [...ofCustomer, optional('invoiceNumber'), optional('amount')],
  complaint: [...ofCustomer, optional('invoiceNumber'), optional('amount')],
  objection: [...ofCustomer, optional('invoiceNumber'), optional('amount')],
  address_change: [
    ...ofCustomer,
    single(required(doubtful('newAddress'))),
    optional('oldAddress'),
    single(optional('effectiveDate')),
  ],
  bank_details_change: [...ofCustomer, single(required(doubtful('newIban'))), single(optional('effectiveDate'))],
  contract: [...ofCustomer, optional('effectiveDate'), optional('newIban'), optional('amount')],
  application: [...ofCustomer, optional('effectiveDate'), optional('newAddress'), optional('amount')],
  claim: [...ofCustomer, optional('amount')],
  certificate: [...ofCustomer, optional('amount'), optional('effectiveDate')],
  invoice: [
    single(required({ ...doubtful('invoiceNumber'), ask: 'missing' })),
    single(required({ ...doubtful('amount'), ask: 'missing' })),
    doubtful('iban'),
    single(optional('dueDate')),
    ...[optional('phone'), optional('email'), optional('fileReference'), optional('ownReference')],
  ],
  dunning: [
    optional('invoiceNumber'),
    single(required(doubtful('amount'))),
    doubtful('iban'),
    single(optional('dueDate')),
    ...[optional('phone'), optional('email'), optional('fileReference'), optional('ownReference')],
  ],
  payment_plan_request: [...ofCustomer, optional('invoiceNumber'), optional('amount'), optional('effectiveDate')],
  legal_authority: [
    ...numbers,
    required(optional('fileReference')),
    optional('ownReference'),
    optional('dueDate'),
    ...[optional('amount'), optional('iban'), optional('invoiceNumber'), optional('birthDate')],
    ...[optional('phone'), optional('email')],
  ],
  data_protection_request: ofCustomer,
  job_application: [...person],
  media_inquiry: [optional('phone'), optional('email'), optional('dueDate')],
  advertising: [optional('phone'), optional('email')],
  returned_mail: [...ofCustomer, optional('newAddress'), optional('oldAddress'), optional('invoiceNumber')],
  general_inquiry: [...ofCustomer, optional('invoiceNumber'), optional('amount'), optional('effectiveDate')],
};
