import { createPostgresDirectory } from '../../db/customer-directory.ts';
import { customerDirectoryConformance } from '../../testing/conformance/customer-directory.conformance.ts';
import { openTestDatabase } from '../../testing/database.ts';
import { upsertCustomer } from './upsert-customer.ts';

customerDirectoryConformance('postgres', {
  async open(records) {
    const database = await openTestDatabase();
    for (const record of records) await upsertCustomer(database, record);
    return { directory: createPostgresDirectory(database), dispose: async () => database[Symbol.asyncDispose]() };
  },
});
