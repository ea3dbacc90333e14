import { z } from 'zod';
import { getFileConnector } from '../../../connectors/file-connector.ts';
import { folderPath, segmentMembers } from '../../../core/audience/segment.ts';
import { isPersonalColumn, maskRecords } from '../../../core/query/masked-records.ts';
import { masked, mayContainEmailAddress } from '../../../core/record/personal.ts';
import {
  columnValues,
  countSegment,
  segmentProfiles,
  segmentSql,
  type UnparsedRule,
} from '../../../operations/audience/read-segment.ts';
import { segmentTables } from '../../../operations/audience/rule-context.ts';
import {
  changeSegment as change,
  createSegment as create,
  deleteSegment as remove,
} from '../../../operations/audience/save-segment.ts';
import type { Runtime } from '../../../runtime/runtime.ts';
import { defineCommand, idNumber } from '../../command.ts';
import { booleanInput } from '../../inputs/boolean-input.ts';
import { ifUpdatedAt } from '../../inputs/if-updated-at.ts';
import { pageInput, pageShape, toPage } from '../../inputs/page.ts';
import { countShape, populationShape, segmentObject, segmentShape } from '../../shapes/audience/segment.ts';
import { isoTime, registerShape } from '../../shapes/shape-registry.ts';
import { recordSampleShape, sampleObject } from '../../shapes/table.ts';

const parentSegment = z.object({ parent_segment: idNumber });
const segment = z.object({ segment: idNumber });
const { name, description, rule } = segmentMembers;

/** Lists segments by id, so that changes do not move items between pages. */
export const listSegments = defineCommand({
  id: 'listSegments',
  permission: 'audiences.read',
  effect: 'reads',
  input: parentSegment.extend({ ...pageInput, name: z.string().optional() }),
  answer: registerShape('SegmentPage', pageShape(segmentShape)),
  async run({ parent_segment: parent, cursor = 0, limit, name }, { parentSegments, segments }) {
    await parentSegments.get(parent); // throws if unknown
    const remaining = (await segments.list(parent))
      .filter((listed) => listed.id > cursor && (name === undefined || listed.name === name))
      .sort((a, b) => a.id - b.id);
    return toPage(remaining, limit, ({ id }) => id, segmentObject);
  },
});

/** Folders that do not exist are created. */
export const createSegment = defineCommand({
  id: 'createSegment',
  permission: 'audiences.write',
  effect: 'changesInSteps',
  object: 'segment',
  input: parentSegment.extend({
    name,
    description: description.unwrap().optional(),
    rule,
    folder: folderPath.default([]),
  }),
  answer: segmentShape,
  async run({ parent_segment, folder, ...input }, runtime) {
    return segmentObject(await create(runtime, { parentSegment: parent_segment, folder }, input));
  },
});

export const getSegment = defineCommand({
  id: 'getSegment',
  permission: 'audiences.read',
  effect: 'reads',
  input: segment,
  answer: segmentShape,
  run: async ({ segment: id }, { segments }) => segmentObject(await segments.get(id)),
});

/** Changes only what is given; `folder` moves the segment. */
export const changeSegment = defineCommand({
  id: 'changeSegment',
  permission: 'audiences.write',
  effect: 'changesInSteps',
  input: segment.extend({
    name: name.optional(),
    description: description.unwrap().optional(),
    rule: rule.optional(),
    folder: folderPath.optional(),
    if_updated_at: ifUpdatedAt,
  }),
  answer: segmentShape,
  run: async ({ segment: id, if_updated_at: ifUpdatedAt, ...changes }, runtime) =>
    segmentObject(await change(runtime, id, { ...changes, ifUpdatedAt })),
});

export const deleteSegment = defineCommand({
  id: 'deleteSegment',
  permission: 'audiences.write',
  effect: 'changes',
  input: segment,
  answer: 'nothing',
  run: ({ segment: id }, runtime) => remove(runtime, id),
});

const sqlShape = registerShape('SegmentSql', z.object({ sql: z.string() }));

export const getSegmentSql = defineCommand({
  id: 'getSegmentSql',
  permission: 'audiences.read',
  effect: 'reads',
  input: segment,
  answer: sqlShape,
  run: async ({ segment: id }, runtime) => ({ sql: await segmentSql(runtime, await savedRule(id, runtime)) }),
});

export const getSegmentCount = defineCommand({
  id: 'getSegmentCount',
  permission: 'audiences.read',
  effect: 'reads',
  input: segment,
  answer: countShape,
  run: async ({ segment: id }, runtime) => countSegment(runtime, await savedRule(id, runtime)),
});

/** The largest number of profiles or populations in an answer. */
const MAX_LISTED = 1000;
const listLimit = z.coerce.number<number>().int().min(1).max(MAX_LISTED).default(100);

/** The first customers of a segment; values that may identify a person are masked unless requested. */
export const listProfiles = defineCommand({
  id: 'listProfiles',
  permission: 'values.show',
  effect: 'shows',
  input: segment.extend({ limit: listLimit, personal: booleanInput.default(false) }),
  answer: recordSampleShape,
  async run({ segment: id, limit, personal }, runtime) {
    const profiles = await segmentProfiles(runtime, await savedRule(id, runtime), limit);
    return sampleObject(personal ? profiles : maskRecords(profiles, getFileConnector().fields));
  },
});

/** Lists the populations of a segment, one for each build that counted it, newest first. */
export const listPopulations = defineCommand({
  id: 'listPopulations',
  permission: 'audiences.read',
  effect: 'reads',
  input: segment.extend({ limit: listLimit }),
  answer: registerShape('Populations', z.object({ data: z.array(populationShape) })),
  async run({ segment: id, limit }, { segments }) {
    await segments.get(id); // throws if unknown
    const populations = await segments.populations(id, limit);
    return {
      data: populations.map(({ build: job_id, customers, countedAt }) => ({
        job_id,
        customers,
        counted_at: isoTime(countedAt),
      })),
    };
  },
});

const ruleInput = parentSegment.extend({ rule });

/**
 * How many customers an unsaved rule matches. A rule can test for any value, so this needs more than a permission to
 * read.
 */
export const countRule = defineCommand({
  id: 'countRule',
  permission: 'audiences.write',
  effect: 'reads',
  input: ruleInput,
  answer: countShape,
  run: ({ parent_segment, rule }, runtime) => countSegment(runtime, { parentSegment: parent_segment, rule }),
});

/** The SQL of an unsaved rule. */
export const compileRule = defineCommand({
  id: 'compileRule',
  permission: 'audiences.read',
  effect: 'reads',
  input: ruleInput,
  answer: sqlShape,
  run: async ({ parent_segment, rule }, runtime) => ({
    sql: await segmentSql(runtime, { parentSegment: parent_segment, rule }),
  }),
});

/** The columns that rules can use: those of the customers first, then those of each behavior. */
export const listRuleColumns = defineCommand({
  id: 'listRuleColumns',
  permission: 'audiences.read',
  effect: 'reads',
  input: parentSegment,
  answer: registerShape(
    'RuleColumns',
    z.object({
      data: z.array(
        z.object({
          table: z.string(),
          name: z.string(),
          time_column: z.string().nullable(),
          columns: z.array(z.object({ name: z.string(), type: z.string(), group: z.string() })),
        }),
      ),
    }),
  ),
  async run({ parent_segment }, runtime) {
    const tables = await segmentTables(runtime, parent_segment);
    return {
      data: tables.map(({ timeColumn: time_column, columns, ...table }) => ({
        ...table,
        time_column,
        columns: columns.map((column) => ({ ...column })),
      })),
    };
  },
});

const MAX_VALUES = 100;

/**
 * The most frequent values of a column, with their shares; values that may identify a person are masked unless
 * requested.
 */
export const listColumnValues = defineCommand({
  id: 'listColumnValues',
  permission: 'values.show',
  effect: 'shows',
  input: parentSegment.extend({
    table: z.string().default('customers'),
    column: z.string(),
    limit: z.coerce.number<number>().int().min(1).max(MAX_VALUES).default(20),
    personal: booleanInput.default(false),
  }),
  answer: registerShape(
    'ColumnValues',
    z.object({ data: z.array(z.object({ value: z.string(), share: z.number() })) }),
  ),
  async run({ parent_segment, table, column, limit, personal }, runtime) {
    const values = await columnValues(runtime, { parentSegment: parent_segment, table, column }, limit);
    // As in the console, other values are shown to all who may see values: they are needed to write rules.
    const isPersonal = isPersonalColumn(column, getFileConnector().fields);
    const shown = (value: string) =>
      !personal && (isPersonal || mayContainEmailAddress(value)) ? masked(value) : value;
    return { data: values.map(({ value, share }) => ({ value: shown(value), share })) };
  },
});

async function savedRule(id: number, { segments }: Pick<Runtime, 'segments'>): Promise<UnparsedRule> {
  const { parentSegment, rule } = await segments.get(id);
  return { parentSegment, rule, segment: id };
}
