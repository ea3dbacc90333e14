import { z } from 'zod';
import { failureOf } from '#lib/action-result.ts';
import { connectors } from '#lib/connectors/registry.ts';
import { parseInput } from '#lib/core/parameters.ts';
import { receiveUpload } from '#lib/operations/receive-upload.ts';
import { receiveOptions } from '#lib/runtime.ts';
import { webRuntime } from '#lib/web/runtime.ts';

const DELIMITERS = [',', '\t', ';', '|'] as const;

/** What the browser says of the file whose bytes are the request's body. */
const facts = z.object({
  name: z.string().min(1).max(255),
  bytes: z.coerce.number().int().nonnegative().optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional(),
  encoding: z.string().max(40).optional(),
  delimiter: z.enum(DELIMITERS).optional(),
});

const STATUS: Readonly<Record<string, number>> = { unexpected: 500, upload_disk_full: 507 };

/** Takes a file in, straight from the wire to disk: a form or an action would hold it in memory. */
export async function POST(request: Request): Promise<Response> {
  try {
    const runtime = await webRuntime();
    const [connector] = connectors;
    if (!connector || !request.body) return Response.json({}, { status: 400 });
    const announced = parseInput(facts, Object.fromEntries(new URL(request.url).searchParams));
    const upload = await receiveUpload(request.body, announced, receiveOptions(runtime, connector));
    return Response.json({ id: upload.id }, { status: 201 });
  } catch (error) {
    const failure = await failureOf(error);
    return Response.json(failure, { status: STATUS[failure.code] ?? 422 });
  }
}
