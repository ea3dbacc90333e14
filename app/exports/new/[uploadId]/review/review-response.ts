import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { reviewOptions } from '#lib/runtime/operation-options.ts';
import { failureResponse } from '#lib/web/failure-response.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import type { UploadParams } from '../load-upload.ts';

type Options = ReturnType<typeof reviewOptions>;

/** Responds with data of the review in the path, which must not be cached. */
export async function respondForReview<T>(
  params: UploadParams['params'],
  answer: (upload: number, options: Options) => Promise<T>,
): Promise<Response> {
  try {
    const options = reviewOptions(await webRuntime(), getFileConnector());
    const value = await answer(Number((await params).uploadId), options);
    return Response.json(value, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    return failureResponse(error);
  }
}
