import type { AttemptControls } from '#components/workflow/attempts/attempt-controls.ts';
import { killAttempt, retryAttempt } from './actions.ts';

export const attemptControls: AttemptControls = { kill: killAttempt, retry: retryAttempt };
