import { z } from 'zod';
import { WORKFLOW_KEY_PREFIX } from './query.ts';

/**
 * A domain key that a client chooses. It must not be one that a workflow task may have, because the task would take the
 * client's job for its own. Its length is limited because PostgreSQL cannot index long texts.
 */
export const domainKeyInput = z
  .string()
  .min(1)
  .max(255)
  .refine((key) => !key.startsWith(WORKFLOW_KEY_PREFIX), 'domain_key_reserved');
