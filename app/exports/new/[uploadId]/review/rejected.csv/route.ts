import { getLocale } from 'next-intl/server';
import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { reviewOptions } from '#lib/runtime/operation-options.ts';
import { invalidCsv } from '#lib/runtime/reading/files.ts';
import { failureResponse } from '#lib/web/failure-response.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { attachment } from '../../../../../api/jobs/attachment.ts';
import type { UploadParams } from '../../load-upload.ts';

/** The records that would not be sent, with all fixes, as a CSV for fixing elsewhere. */
export async function GET(_: Request, { params }: UploadParams): Promise<Response> {
  try {
    const options = reviewOptions(await webRuntime(), getFileConnector());
    const { csv, upload } = await invalidCsv(Number((await params).uploadId), options, await getLocale());
    return attachment(csv, { name: `${upload.name.replace(/\.[^.]*$/, '')}-errors.csv`, type: 'text/csv' });
  } catch (error) {
    return failureResponse(error);
  }
}
