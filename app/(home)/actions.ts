'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { loadSampleData } from '#lib/runtime/sample-data.ts';
import { runAction } from '#lib/web/action-result.ts';

export async function loadSample() {
  const result = await runAction(z.object({}), {}, (_, runtime) => loadSampleData(runtime, getFileConnector()));
  revalidatePath('/', 'layout');
  return result;
}
