import { MailroomError } from '../../domain/errors.ts';
import type { Sha256 } from '../../domain/sha256.ts';
import type { ImageTurner } from '../../ports/image-turner.ts';
import type { Workshop } from './workshop.ts';

const pixelsMax = 100_000_000;
const timeoutSeconds = 60;

export function createImageTurner({ workshop }: { readonly workshop: Workshop }): ImageTurner {
  return {
    async turn({ image, readingImage }, rotation, signal) {
      const objects = image === null ? [readingImage] : [readingImage, image];
      const { answer, outputs } = await workshop.run(
        'turn',
        { objects, input: { image, readingImage, rotation, pixelsMax }, timeoutSeconds },
        signal,
      );
      const digest = (name: string): Sha256 => {
        const ref = outputs.get(name);
        if (ref === undefined)
          throw new MailroomError('stage.failed', `The workshop named an output "${name}" that it never wrote.`);
        return ref.sha256;
      };
      return { image: digest(answer.image), readingImage: digest(answer.readingImage) };
    },
  };
}
