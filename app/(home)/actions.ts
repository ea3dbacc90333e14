'use server';

import { revalidatePath } from 'next/cache';
import { z } from 'zod';
import { runAction } from '#lib/action-result.ts';
import { loadSampleData } from '#lib/runtime/sample-data.ts';
import { exportConnector } from '../exports/export-connector.ts';

export async function loadSample() {
  const result = await runAction(z.object({}), {}, (_, runtime) => loadSampleData(runtime, exportConnector()));
  revalidatePath('/', 'layout');
  return result;
}
