import { errorOf, RequestError } from './request-json.ts';

type Line<Progress, Result> = { readonly progress?: Progress; readonly result?: Result };

/**
 * Requests the result of long work, and reports its progress. Throws RequestError, or the signal's reason when aborted.
 */
export async function requestWithProgress<Progress, Result>(
  path: string,
  signal: AbortSignal,
  onProgress: (progress: Progress) => void,
): Promise<Result> {
  const response = await fetch(path, { signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw new RequestError(undefined, '', { cause: error });
  });
  if (!response.ok || !response.body) throw await errorOf(response);
  let unfinishedLine = '';
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const lines = `${unfinishedLine}${read.value}`.split('\n');
      unfinishedLine = lines.pop() ?? '';
      for (const text of lines) {
        const { progress, result } = JSON.parse(text) as Line<Progress, Result>;
        if (result !== undefined) return result;
        if (progress !== undefined) onProgress(progress);
      }
    }
  } catch (error) {
    signal.throwIfAborted();
    throw new RequestError(undefined, '', { cause: error });
  }
  throw new RequestError(undefined, '');
}
