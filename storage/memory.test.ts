import { openMemoryStore } from './memory.ts';
import { describeObjectStore } from './object-store.conformance.ts';

describeObjectStore('memory', async () => ({
  open: async () => openMemoryStore(),
  reopen: null,
  async dispose() {},
}));
