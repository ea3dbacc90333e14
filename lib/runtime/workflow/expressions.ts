import { Expressions } from '../../adapters/expressions/expressions.ts';

/**
 * The expressions of this process. The engine is loaded when an expression is first checked, or a task first needs it.
 */
export const workflowExpressions = new Expressions();
