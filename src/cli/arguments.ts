import { MailroomError } from '../domain/errors.ts';
import { type StageName, stageNames } from '../domain/stage-name.ts';

export function parseWholeNumber(name: string, text: string, max: number, min = 0): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < min || value > max) {
    throw new MailroomError('request.invalid', `${name} must be a whole number from ${min} to ${max}, not "${text}".`);
  }
  return value;
}

export function parseStages(text: string): readonly StageName[] {
  return text.split(',').map((part) => {
    const stage = stageNames.find((name) => name === part.trim());
    if (!stage)
      throw new MailroomError(
        'request.invalid',
        `There is no stage "${part}". The stages are ${stageNames.join(', ')}.`,
      );
    return stage;
  });
}
