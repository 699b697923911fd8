import { ApiProblem, networkProblem, problemOf, unreadableAnswer } from './api-problem.ts';
import { problem, type UploadReceipt, uploadReceipt } from './contract.ts';

export interface Upload {
  readonly file: File;
  /** Where it goes: the submissions of a channel, or the scans of a batch. */
  readonly address: string;
  /** The same key for every try of the same file: a lost answer must not take it in twice. */
  readonly idempotencyKey: string;
}

/**
 * Sends one file. `XMLHttpRequest`, because `fetch` still tells nobody how much has been sent. `onProgress` gets a
 * fraction from 0 to 1.
 */
export function upload(
  what: Upload,
  onProgress: (fraction: number) => void,
  signal: AbortSignal,
): Promise<UploadReceipt> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', what.address);
    request.responseType = 'text';
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('x-mailroom-request', '1');
    request.setRequestHeader('idempotency-key', what.idempotencyKey);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total);
    };
    request.onerror = () => reject(networkProblem());
    request.onabort = () =>
      reject(new ApiProblem({ code: 'request.aborted', status: 0, message: 'The upload was stopped.' }));
    request.onload = () => {
      const body = jsonOrNull(request.responseText);
      if (request.status < 200 || request.status > 299) {
        // When every file was refused the answer is a problem that names each file with its own reason.
        const refusal = problem.safeParse(body);
        if (refusal.success && refusal.data.refused !== undefined)
          resolve({ submissions: [], refused: refusal.data.refused });
        else reject(problemOf(request.status, body));
        return;
      }
      const parsed = uploadReceipt.safeParse(body);
      if (parsed.success) resolve(parsed.data);
      else reject(unreadableAnswer(what.address));
    };
    signal.addEventListener('abort', () => request.abort(), { once: true });
    const form = new FormData();
    form.append('files', what.file, what.file.name);
    request.send(form);
  });
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
