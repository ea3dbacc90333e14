import { expect, test, vi } from 'vitest';
import { progressResponse } from './progress-response.ts';

async function linesOf(response: Response): Promise<unknown[]> {
  return (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

test('short work responds only with its result', async () => {
  const response = await progressResponse<number, string>(async (onProgress) => {
    onProgress(1);
    return 'done';
  });
  expect(await linesOf(response)).toEqual([{ result: 'done' }]);
});

test('long work reports its progress before it ends', async () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(0);
  const end = Promise.withResolvers<string>();
  const response = await progressResponse<number, string>((onProgress) => {
    clock.mockReturnValue(1_000);
    onProgress(1);
    onProgress(2);
    clock.mockReturnValue(2_000);
    onProgress(3);
    return end.promise;
  });
  end.resolve('done');
  expect(await linesOf(response)).toEqual([{ progress: 1 }, { progress: 3 }, { result: 'done' }]);
});

test('work that fails immediately rejects; work that fails later aborts the body', async () => {
  await expect(progressResponse(() => Promise.reject(new Error('no file')))).rejects.toThrow('no file');
  vi.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValue(1_000);
  const end = Promise.withResolvers<string>();
  const response = await progressResponse<number, string>((onProgress) => {
    onProgress(1);
    return end.promise;
  });
  end.reject(new Error('no disk'));
  await expect(response.text()).rejects.toThrow('no disk');
});
