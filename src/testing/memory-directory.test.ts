import { customerDirectoryConformance } from './conformance/customer-directory.conformance.ts';
import { createMemoryDirectory } from './memory-directory.ts';

customerDirectoryConformance('memory', {
  open: async (records) => ({ directory: createMemoryDirectory(records), dispose: async () => {} }),
});
