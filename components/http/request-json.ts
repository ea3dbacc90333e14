import { z } from 'zod';

const refused = z.object({ message: z.string().min(1) });

/** An answer of the console that is none: with its own words where it has some. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** Asks one of the workbench's route handlers. Throws Refused. */
export async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(path, init);
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok) return body as T;
  throw new Refused(response.status, refused.safeParse(body).data?.message ?? '');
}
