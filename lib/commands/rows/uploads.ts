import { z } from 'zod';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { matchingInput } from '../../core/export/export-input.ts';
import { mappingOrName } from '../../core/export/mapping-input.ts';
import type { JsonObject } from '../../core/record/field.ts';
import { maskedEvent } from '../../core/record/masked-event.ts';
import { MAX_SHEET_ROWS, NO_HEADER_ROW } from '../../core/upload/file-format.ts';
import { declaredProperties, uploadName } from '../../core/upload/upload-input.ts';
import { mappingNamed, resolveMatching } from '../../operations/exports/named-mapping.ts';
import { previewExport } from '../../operations/exports/preview-export.ts';
import { summarizeFile } from '../../operations/exports/summarize-file.ts';
import { validateFile } from '../../operations/exports/validate-file.ts';
import { deleteUpload as remove } from '../../operations/jobs/delete-upload.ts';
import { chosenMappingOf } from '../../operations/mappings/known-headers.ts';
import { initialFixes, rowsWithMapping } from '../../operations/mappings/saved-fixes.ts';
import { readableUpload } from '../../operations/uploads/readable-upload.ts';
import { receiveUpload } from '../../operations/uploads/receive-upload.ts';
import { sampleColumns } from '../../operations/uploads/sample-columns.ts';
import { sweepUploads } from '../../operations/uploads/sweep-uploads.ts';
import { defineCommand, fileContent, idNumber } from '../command.ts';
import { booleanInput } from '../inputs/boolean-input.ts';
import { bySeverity } from '../shapes/issue.ts';
import { previewRecordShape, summaryShape } from '../shapes/record.ts';
import { registerShape } from '../shapes/shape-registry.ts';
import { uploadObject, uploadShape } from '../shapes/upload.ts';

const MAX_PREVIEW_RECORDS = 100;

export const createUpload = defineCommand({
  id: 'createUpload',
  permission: 'uploads.write',
  effect: 'changesInSteps',
  object: 'upload',
  input: declaredProperties.extend({
    name: uploadName,
    header_row: z.coerce.number<number>().int().min(NO_HEADER_ROW).max(MAX_SHEET_ROWS).optional(),
    /** The name of a saved mapping. It determines how to read the file where the input does not. */
    mapping: z.string().optional(),
    content: fileContent,
  }),
  answer: uploadShape,
  async run({ content, header_row: headerRow, mapping, ...properties }, runtime) {
    const chosenMapping = mapping === undefined ? undefined : chosenMappingOf(await mappingNamed(mapping, runtime));
    const options = { ...properties, ...(headerRow !== undefined && { headerRow }) };
    await sweepUploads(runtime);
    return uploadObject(
      await receiveUpload(content, options, { ...runtime, chosenMapping, connector: getFileConnector() }),
    );
  },
});

export const getUpload = defineCommand({
  id: 'getUpload',
  permission: 'uploads.read',
  effect: 'reads',
  input: z.object({ upload: idNumber }),
  answer: uploadShape,
  run: async ({ upload }, { uploads }) => uploadObject(await uploads.get(upload)),
});

export const deleteUpload = defineCommand({
  id: 'deleteUpload',
  permission: 'uploads.write',
  effect: 'changesInSteps',
  input: z.object({ upload: idNumber }),
  answer: 'nothing',
  run: ({ upload }, runtime) => remove(runtime, upload),
});

export const sampleUpload = defineCommand({
  id: 'sampleUpload',
  permission: 'values.show',
  effect: 'shows',
  input: z.object({ upload: idNumber, personal: booleanInput.default(false) }),
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

export const previewUpload = defineCommand({
  id: 'previewUpload',
  permission: 'values.show',
  effect: 'shows',
  input: matchingInput.extend({
    mapping: mappingOrName.default({}),
    personal: z.boolean().default(false),
    limit: z.int().min(1).max(MAX_PREVIEW_RECORDS).default(20),
    upload: idNumber,
  }),
  answer: registerShape(
    'Preview',
    z.object({
      columns: z.array(z.object({ column: z.string(), field: z.string().nullable() })),
      missing: z.array(z.string()),
      records: z.array(previewRecordShape),
    }),
  ),
  async run({ upload: id, personal, limit, ...input }, runtime) {
    const content = await resolveMatching(input, runtime);
    const { mapping, constants } = content;
    const matching = { mapping, constants };
    const upload = await readableUpload(runtime, id);
    const connector = getFileConnector();
    const { clock, effects } = runtime;
    const source = await rowsWithMapping(runtime, upload, { connector: connector.type, content });
    const preview = await previewExport({ connector, upload, matching, source, clock, effects, limit });
    const shown = (event: JsonObject) => (personal ? event : maskedEvent(event, connector.fields));
    const records = preview.records.map(({ record, line, event, issues }) => {
      return { record, line, event: event && { ...shown(event) }, ...bySeverity(issues) };
    });
    return { columns: preview.columns.map((column) => ({ ...column })), missing: [...preview.missing], records };
  },
});

export const validateUpload = defineCommand({
  id: 'validateUpload',
  permission: 'values.show',
  effect: 'shows',
  input: matchingInput.extend({
    mapping: mappingOrName.default({}),
    now: z.int().nonnegative().optional(),
    upload: idNumber,
  }),
  answer: summaryShape,
  async run({ upload: id, now, ...input }, runtime) {
    const content = await resolveMatching(input, runtime);
    const { mapping, constants } = content;
    const matching = { mapping, constants };
    const upload = await readableUpload(runtime, id);
    const connector = getFileConnector();
    const { effects, clock } = runtime;
    const referenceTime = now ?? Math.floor(clock.now() / 1000);
    const mappingToApply = { connector: connector.type, content, now: referenceTime };
    const fixes = await initialFixes(upload, mappingToApply, { ...runtime, source: runtime.rowsOf(upload) });
    const savedRows = { connector: connector.type, matching, fixes, now: referenceTime };
    const { header, rows } = runtime.rowsWithSavedFixes(upload, savedRows);
    const file = { connector, header, rows: () => rows(upload.start), now: referenceTime };
    using seen = runtime.newSeenEvents(upload);
    return await summarizeFile(validateFile({ ...file, matching, effects, seen }));
  },
});
