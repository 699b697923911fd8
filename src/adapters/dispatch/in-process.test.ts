import { createInProcessDispatcher } from './in-process.ts';
import { describeJobDispatcher } from './job-dispatcher.conformance.ts';

describeJobDispatcher('in process', async () => ({
  open: async () => createInProcessDispatcher(),
  async dispose() {},
}));
