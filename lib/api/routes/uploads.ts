import { z } from 'zod';
import { matchingInput } from '../../core/export/export-input.ts';
import { maskedEvent } from '../../core/record/masked-event.ts';
import { personalPaths } from '../../core/record/personal.ts';
import { HEADER_ROWS, NO_HEADER_ROW } from '../../core/upload/file-format.ts';
import { saidOfFile } from '../../core/upload/upload-input.ts';
import { previewExport } from '../../operations/exports/preview-export.ts';
import { rowsToSend } from '../../operations/exports/rows-to-send.ts';
import { summariseFile } from '../../operations/exports/summarise-file.ts';
import { validateFile } from '../../operations/exports/validate-file.ts';
import { deleteUpload as remove } from '../../operations/jobs/forget-upload.ts';
import { readableUpload } from '../../operations/uploads/readable-upload.ts';
import { receiveUpload } from '../../operations/uploads/receive-upload.ts';
import { sampleColumns } from '../../operations/uploads/sample-columns.ts';
import { sweepUploads } from '../../operations/uploads/sweep-uploads.ts';
import { receiveOptions } from '../../runtime/operation-options.ts';
import { connectorOfFiles } from '../connector-of-files.ts';
import { flag } from '../flag.ts';
import { fileContent, nothing, route } from '../route.ts';
import { bySeverity } from '../shapes/issue.ts';
import { named } from '../shapes/named.ts';
import { previewRecordShape, summaryShape } from '../shapes/record.ts';
import { uploadObject, uploadShape } from '../shapes/upload.ts';

const MOST_PREVIEWED = 100;

export const createUpload = route({
  id: 'createUpload',
  method: 'POST',
  path: '/uploads',
  tag: 'uploads',
  input: saidOfFile.extend({
    name: z.string('upload_name_required').min(1, 'upload_name_required').max(255, 'upload_name_required'),
    header_row: z.coerce.number<number>().int().min(NO_HEADER_ROW).max(HEADER_ROWS).optional(),
    content: fileContent,
  }),
  answer: uploadShape,
  status: 201,
  isUpload: true,
  async run({ content, header_row: headerRow, ...rest }, runtime) {
    const said = { ...rest, ...(headerRow !== undefined && { headerRow }) };
    await sweepUploads(runtime);
    return uploadObject(await receiveUpload(content, said, receiveOptions(runtime, connectorOfFiles())));
  },
});

export const getUpload = route({
  id: 'getUpload',
  method: 'GET',
  path: '/uploads/{upload}',
  tag: 'uploads',
  input: nothing,
  answer: uploadShape,
  run: ({ upload }, { uploads }) => uploadObject(uploads.get(upload)),
});

export const deleteUpload = route({
  id: 'deleteUpload',
  method: 'DELETE',
  path: '/uploads/{upload}',
  tag: 'uploads',
  input: nothing,
  answer: 'nothing',
  run: ({ upload }, runtime) => remove(runtime, upload),
});

export const sampleUpload = route({
  id: 'sampleUpload',
  method: 'GET',
  path: '/uploads/{upload}/samples',
  tag: 'uploads',
  input: z.object({ personal: flag.default(false) }),
  answer: named(
    'Samples',
    z.object({
      data: z.array(z.object({ column: z.string(), values: z.array(z.string()), masked: z.boolean() })),
    }),
  ),
  async run({ upload: id, personal }, runtime) {
    const upload = await readableUpload(runtime, id);
    const options = { fields: connectorOfFiles().fields, showPersonal: personal };
    const samples = await sampleColumns(upload, runtime.rowsOf(upload), options);
    const data = samples.map(({ column, values, isMasked }) => ({ column, values: [...values], masked: isMasked }));
    return { data };
  },
});

export const previewUpload = route({
  id: 'previewUpload',
  method: 'POST',
  path: '/uploads/{upload}/preview',
  tag: 'uploads',
  input: matchingInput.extend({
    mapping: matchingInput.shape.mapping.default({}),
    personal: z.boolean().default(false),
    limit: z.int().min(1).max(MOST_PREVIEWED).default(20),
  }),
  answer: named(
    'Preview',
    z.object({
      columns: z.array(z.object({ column: z.string(), field: z.string().nullable() })),
      missing: z.array(z.string()),
      records: z.array(previewRecordShape),
    }),
  ),
  isNeverKept: true,
  async run({ upload: id, personal, limit, ...matching }, runtime) {
    const upload = await readableUpload(runtime, id);
    const connector = connectorOfFiles();
    const { clock, prepareEffects: effects } = runtime;
    const source = rowsToSend(runtime, upload, matching);
    const preview = await previewExport({ connector, upload, matching, source, clock, effects, limit });
    const masked = personal ? [] : personalPaths(connector.fields);
    const records = preview.records.map(({ record, line, event, issues }) => {
      return { record, line, event: event && { ...maskedEvent(event, masked) }, ...bySeverity(issues) };
    });
    return { columns: preview.columns.map((each) => ({ ...each })), missing: [...preview.missing], records };
  },
});

export const validateUpload = route({
  id: 'validateUpload',
  method: 'POST',
  path: '/uploads/{upload}/validate',
  tag: 'uploads',
  input: matchingInput.extend({
    mapping: matchingInput.shape.mapping.default({}),
    now: z.int().nonnegative().optional(),
  }),
  answer: summaryShape,
  isNeverKept: true,
  async run({ upload: id, now, ...matching }, runtime) {
    const upload = await readableUpload(runtime, id);
    const { header, rows } = runtime.rowsOf(upload);
    const at = now ?? Math.floor(runtime.clock.now() / 1000);
    const file = { connector: connectorOfFiles(), header, rows: rows(upload.start), now: at };
    return summariseFile(validateFile({ ...file, matching, effects: runtime.prepareEffects }));
  },
});
