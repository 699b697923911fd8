import { config } from 'zod';

// The content security policy forbids building functions from text, which zod does to be faster; its plain way is fast enough here.
config({ jitless: true });
