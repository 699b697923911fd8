import { setTimeout as delay } from 'node:timers/promises';

/** Waits until `holds` yields something truthy, and yields it. Fails after `secondsMax` with the name of the wait. */
export async function until<Value>(
  name: string,
  holds: () => Promise<Value | null | undefined | false> | Value | null | undefined | false,
  secondsMax = 20,
): Promise<Value> {
  const deadline = Date.now() + secondsMax * 1000;
  for (;;) {
    const value = await holds();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`Waited ${secondsMax} s in vain until ${name}.`);
    await delay(10);
  }
}
