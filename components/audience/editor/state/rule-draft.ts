import type { Duration, Unit } from '#lib/core/audience/rules/calendar.ts';
import type { Comparand } from '#lib/core/audience/rules/operands.ts';
import type { OperatorId } from '#lib/core/audience/rules/operators.ts';
import type { Aggregation, ArrayMatching, RuleLimit, SegmentRule } from '#lib/core/audience/rules/rule.ts';

/**
 * A segment's rule while it is edited: the stored JSON with keys for its parts. Operands and names may still be
 * missing. Parts that the editor does not show stay unchanged.
 */
export interface SegmentRuleDraft {
  readonly type: Match;
  readonly expr: string | undefined;
  readonly ruleSets: readonly RuleSetDraft[];
  readonly limit: RuleLimit | undefined;
}

export type Match = SegmentRule['type'];

export interface RuleSetDraft {
  readonly key: string;
  readonly type: Match;
  readonly expr: string | undefined;
  readonly description: string | undefined;
  readonly rules: readonly RuleItem[];
}

export interface RuleItem {
  readonly key: string;
  readonly rule: RuleDraft;
}

/** `New`: what the rule is about is not chosen yet. */
export type RuleDraft = { readonly type: 'New' } | ReferenceDraft | ValueDraft;

export interface ReferenceDraft {
  readonly type: 'Reference';
  /** Undefined until a segment is chosen. */
  readonly id?: string | undefined;
  readonly exclude: boolean;
}

export interface ValueDraft {
  readonly type: 'Value';
  readonly leftValue: AttributeDraft | BehaviorDraft;
  readonly operator: OperatorDraft;
  readonly arrayMatching: ArrayMatching;
  readonly exclude: boolean;
  readonly limit?: RuleLimit | undefined;
}

interface AttributeDraft {
  readonly name: string;
}

export interface BehaviorDraft {
  readonly source: AttributeDraft;
  readonly aggregation: Aggregation;
  readonly filter: FilterDraft | null;
  readonly window?: { readonly type: 'TimeSliding'; readonly duration: Duration } | undefined;
}

export interface FilterDraft {
  readonly type: 'And' | 'Or';
  readonly conditions: readonly (FilterDraft | ColumnDraft)[];
}

export interface ColumnDraft {
  readonly type: 'Column';
  readonly column: string;
  readonly operator: OperatorDraft;
  readonly arrayMatching: ArrayMatching;
}

export interface OperatorDraft extends OperandDraft {
  readonly type: OperatorId;
  readonly not: boolean;
}

/** The members of all operands. */
export interface OperandDraft {
  readonly rightValue?: Comparand | undefined;
  readonly rightValues?: readonly (string | number)[] | undefined;
  readonly minValue?: Comparand | undefined;
  readonly maxValue?: Comparand | undefined;
  readonly value?: number | undefined;
  readonly unit?: Unit | undefined;
  readonly from?: MomentDraft | undefined;
  readonly to?: MomentDraft | undefined;
  readonly duration?: Duration | undefined;
  readonly reverse?: boolean | undefined;
}

export interface MomentDraft {
  readonly last?: number | Duration | undefined;
  readonly next?: number | Duration | undefined;
  readonly unit?: Unit | undefined;
}

/** How the value of a column or an aggregation is compared. */
export type Comparison = Pick<ValueDraft, 'operator' | 'arrayMatching'>;
