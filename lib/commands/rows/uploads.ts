import { z } from 'zod';
import { defineRoute, fileContent, noInput } from '../../api/route.ts';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { matchingInput } from '../../core/export/export-input.ts';
import { maskedEvent } from '../../core/record/masked-event.ts';
import { personalPaths } from '../../core/record/personal.ts';
import { HEADER_ROWS, NO_HEADER_ROW } from '../../core/upload/file-format.ts';
import { declaredFacts } from '../../core/upload/upload-input.ts';
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
import { booleanInput } from '../inputs/boolean-input.ts';
import { bySeverity } from '../shapes/issue.ts';
import { previewRecordShape, summaryShape } from '../shapes/record.ts';
import { registerShape } from '../shapes/shape-registry.ts';
import { uploadObject, uploadShape } from '../shapes/upload.ts';

const MAX_PREVIEW_RECORDS = 100;

export const createUpload = defineRoute({
  id: 'createUpload',
  method: 'POST',
  path: '/uploads',
  tag: 'uploads',
  input: declaredFacts.extend({
    name: z.string('upload_name_required').min(1, 'upload_name_required').max(255, 'upload_name_required'),
    header_row: z.coerce.number<number>().int().min(NO_HEADER_ROW).max(HEADER_ROWS).optional(),
    content: fileContent,
  }),
  answer: uploadShape,
  status: 201,
  isUpload: true,
  async run({ content, header_row: headerRow, ...rest }, runtime) {
    const options = { ...rest, ...(headerRow !== undefined && { headerRow }) };
    await sweepUploads(runtime);
    return uploadObject(await receiveUpload(content, options, receiveOptions(runtime, getFileConnector())));
  },
});

export const getUpload = defineRoute({
  id: 'getUpload',
  method: 'GET',
  path: '/uploads/{upload}',
  tag: 'uploads',
  input: noInput,
  answer: uploadShape,
  run: ({ upload }, { uploads }) => uploadObject(uploads.get(upload)),
});

export const deleteUpload = defineRoute({
  id: 'deleteUpload',
  method: 'DELETE',
  path: '/uploads/{upload}',
  tag: 'uploads',
  input: noInput,
  answer: 'nothing',
  run: ({ upload }, runtime) => remove(runtime, upload),
});

export const sampleUpload = defineRoute({
  id: 'sampleUpload',
  method: 'GET',
  path: '/uploads/{upload}/samples',
  tag: 'uploads',
  input: z.object({ personal: booleanInput.default(false) }),
  answer: registerShape(
    'Samples',
    z.object({
      data: z.array(z.object({ column: z.string(), values: z.array(z.string()), masked: z.boolean() })),
    }),
  ),
  async run({ upload: id, personal }, runtime) {
    const upload = await readableUpload(runtime, id);
    const options = { fields: getFileConnector().fields, showPersonal: personal };
    const samples = await sampleColumns(upload, runtime.rowsOf(upload), options);
    const data = samples.map(({ column, values, isMasked }) => ({ column, values: [...values], masked: isMasked }));
    return { data };
  },
});

export const previewUpload = defineRoute({
  id: 'previewUpload',
  method: 'POST',
  path: '/uploads/{upload}/preview',
  tag: 'uploads',
  input: matchingInput.extend({
    mapping: matchingInput.shape.mapping.default({}),
    personal: z.boolean().default(false),
    limit: z.int().min(1).max(MAX_PREVIEW_RECORDS).default(20),
  }),
  answer: registerShape(
    'Preview',
    z.object({
      columns: z.array(z.object({ column: z.string(), field: z.string().nullable() })),
      missing: z.array(z.string()),
      records: z.array(previewRecordShape),
    }),
  ),
  isNeverStored: true,
  async run({ upload: id, personal, limit, ...matching }, runtime) {
    const upload = await readableUpload(runtime, id);
    const connector = getFileConnector();
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

export const validateUpload = defineRoute({
  id: 'validateUpload',
  method: 'POST',
  path: '/uploads/{upload}/validate',
  tag: 'uploads',
  input: matchingInput.extend({
    mapping: matchingInput.shape.mapping.default({}),
    now: z.int().nonnegative().optional(),
  }),
  answer: summaryShape,
  isNeverStored: true,
  async run({ upload: id, now, ...matching }, runtime) {
    const upload = await readableUpload(runtime, id);
    const { header, rows } = runtime.rowsOf(upload);
    const at = now ?? Math.floor(runtime.clock.now() / 1000);
    const file = { connector: getFileConnector(), header, rows: rows(upload.start), now: at };
    return summariseFile(validateFile({ ...file, matching, effects: runtime.prepareEffects }));
  },
});
