import { getLocale } from 'next-intl/server';
import { downloadInvalidCsv } from '#lib/commands/console/reviews.ts';
import { performRequest, respond } from '#lib/web/run-command.ts';
import { attachment } from '../../../../../api/jobs/attachment.ts';
import type { UploadParams } from '../../load-upload.ts';

/** The records that would not be sent, with all fixes, as a CSV for fixing elsewhere. */
export function GET(request: Request, { params }: UploadParams): Promise<Response> {
  return respond(request, async () => {
    const { uploadId: upload } = await params;
    const { csv, name } = await performRequest(downloadInvalidCsv, { upload, locale: await getLocale() });
    return attachment(csv, { name, type: 'text/csv' });
  });
}
