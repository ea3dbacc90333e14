import { z } from 'zod';
import { getFileConnector } from '../../connectors/file-connector.ts';
import { hasPermission } from '../../core/access/permission.ts';
import { UserError } from '../../core/errors.ts';
import { isPersonalColumn } from '../../core/query/masked-records.ts';
import { mayContainEmailAddress } from '../../core/record/personal.ts';
import { columnValues, countRuleSets } from '../../operations/audience/read-segment.ts';
import { readableTables } from '../../operations/audience/rule-context.ts';
import { refersTo } from '../../operations/audience/save-segment.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { abortSignal, defineInternalCommand, idInPath, idNumber } from '../command.ts';

/** The columns that rules of a parent segment can use, or why they are unknown, and the time zone of times in rules. */
export const viewRuleColumns = defineInternalCommand({
  id: 'viewRuleColumns',
  permission: 'audiences.read',
  effect: 'reads',
  input: z.object({ parentSegment: idInPath }),
  async run({ parentSegment: id }, runtime) {
    const { timeZone } = await runtime.parentSegments.get(id);
    const { tables, problem: tablesProblem } = await readableTables(runtime, id);
    return { timeZone, tables, tablesProblem };
  },
});

/** The activations of a segment, and the segments whose rules refer to it. */
export const viewSegmentUses = defineInternalCommand({
  id: 'viewSegmentUses',
  permission: 'audiences.read',
  effect: 'reads',
  input: z.object({ segment: idInPath }),
  async run({ segment: id }, { segments, activations }) {
    const { parentSegment } = await segments.get(id);
    return {
      activations: (await activations.list(parentSegment)).filter(({ segment }) => segment === id).map(idAndName),
      segments: (await segments.list(parentSegment)).filter(({ rule }) => refersTo(rule, String(id))).map(idAndName),
    };
  },
});

function idAndName({ id, name }: { readonly id: number; readonly name: string }) {
  return { id, name };
}

/**
 * How many customers an unsaved rule and its rule sets match, and how long counting took. People who may not write
 * rules get the numbers of the saved rule, because a rule of their own could test for any value.
 */
export const viewRulePopulation = defineInternalCommand({
  id: 'viewRulePopulation',
  permission: 'audiences.read',
  effect: 'reads',
  input: z.object({
    parentSegment: idInPath,
    /** The segment that the rule belongs to, unless it is new. */
    segment: idNumber.optional(),
    rule: z.unknown(),
    signal: abortSignal,
  }),
  async run({ signal, ...edited }, runtime, actor) {
    const startedAt = performance.now();
    const rule = hasPermission(actor, 'audiences.write') ? edited : await savedRule(edited, runtime);
    const counted = await countRuleSets(runtime, rule, signal);
    return { ...counted, durationMs: Math.round(performance.now() - startedAt) };
  },
});

/** Throws UserError `segment_unknown` for a new segment, and for one of another parent segment. */
async function savedRule(
  { parentSegment, segment = 0 }: { readonly parentSegment: number; readonly segment?: number | undefined },
  { segments }: Pick<Runtime, 'segments'>,
) {
  const saved = await segments.get(segment);
  if (saved.parentSegment !== parentSegment) throw new UserError('segment_unknown', { id: String(segment) });
  return { parentSegment, segment, rule: saved.rule };
}

/**
 * The most frequent values of a column, to choose from. Values of a column that is named like a personal field, and
 * email addresses in other columns, are hidden unless requested.
 */
export const viewColumnValues = defineInternalCommand({
  id: 'viewColumnValues',
  permission: 'values.show',
  effect: 'shows',
  input: z.object({
    parentSegment: idInPath,
    table: z.string(),
    column: z.string(),
    personal: z.boolean().default(false),
    signal: abortSignal,
  }),
  async run({ signal, personal, ...source }, runtime) {
    const isHidden = !personal && isPersonalColumn(source.column, getFileConnector().fields);
    const values = isHidden ? [] : await columnValues(runtime, source, MAX_VALUES, signal);
    return { isHidden, values: values.filter(({ value }) => personal || !mayContainEmailAddress(value)) };
  },
});

const MAX_VALUES = 50;
