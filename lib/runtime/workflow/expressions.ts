import { Expressions } from '../../adapters/expressions/expressions.ts';

/** Of this process. Nothing is loaded until there is an expression to check, or one of a task that needs the engine. */
export const workflowExpressions = new Expressions();
