import { createBullmqDispatcher } from './bullmq.ts';
import { describeJobDispatcher } from './job-dispatcher.conformance.ts';

const url = process.env.MAILROOM_TEST_REDIS_URL;
if (!url) throw new Error('MAILROOM_TEST_REDIS_URL names no Redis: start one with scripts/live/start-servers.sh.');

describeJobDispatcher('BullMQ on Redis', async () => ({
  open: () => createBullmqDispatcher({ kind: 'redis', url }),
  async dispose() {},
}));
