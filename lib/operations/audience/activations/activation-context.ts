import type { ActivationContext } from '../../../core/audience/activation/activation-sql.ts';
import type { BuiltTables } from '../../../core/audience/build.ts';
import { compileRule } from '../../../core/audience/rules/compile-rule.ts';
import type { Segment } from '../../../core/audience/segment.ts';
import { UserError } from '../../../core/errors.ts';
import { type RuleOptions, ruleContext } from '../rule-context.ts';

/** The `field` of an error in the rule of an activation's segment. */
export const IN_SEGMENT = 'segment';

/**
 * The context in which the query of an activation is compiled. If the segment's rule cannot be compiled, throws a
 * UserError with the field `IN_SEGMENT`, because the error is not in the activation.
 */
export async function activationContext(
  options: Pick<RuleOptions, 'segments' | 'clock' | 'parentSegments'>,
  segment: Segment,
  tables: BuiltTables,
): Promise<ActivationContext> {
  const { parentSegment, id, rule } = segment;
  const context = await ruleContext(options, { parentSegment, tables, rule, segment: id });
  const { database, time } = context;
  return {
    segment,
    audience: parentSegment,
    tables,
    database,
    time: time.now,
    timeZone: time.timeZone,
    rule: withSegmentField(() => compileRule(rule, context)),
  };
}

function withSegmentField<T>(compile: () => T): T {
  try {
    return compile();
  } catch (cause) {
    if (cause instanceof UserError) throw new UserError(cause.code, cause.textParams, { field: IN_SEGMENT, cause });
    throw cause;
  }
}
