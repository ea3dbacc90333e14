'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { loadSampleData } from '#lib/runtime/sample-data.ts';
import { runAction } from '#lib/web/action-result.ts';
import { exportConnector } from '../exports/export-connector.ts';

export async function loadSample() {
  const result = await runAction(z.object({}), {}, (_, runtime) => loadSampleData(runtime, exportConnector()));
  revalidatePath('/', 'layout');
  return result;
}
