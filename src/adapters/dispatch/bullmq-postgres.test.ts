import { openTestDatabase } from '../../testing/database.ts';
import { createBullmqDispatcher } from './bullmq.ts';
import { describeJobDispatcher } from './job-dispatcher.conformance.ts';

describeJobDispatcher('BullMQ on PostgreSQL', async () => {
  const database = await openTestDatabase();
  return {
    open: () => createBullmqDispatcher({ kind: 'postgres', url: database.url }),
    dispose: async () => database[Symbol.asyncDispose](),
  };
});
