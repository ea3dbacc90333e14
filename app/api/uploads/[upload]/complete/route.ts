import { z } from 'zod';
import { parseInput } from '#lib/core/parameters.ts';
import { receiveOptions } from '#lib/runtime.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { completeOnce, uploadRefusal } from '#lib/web/uploads.ts';
import { exportConnector } from '../../../../exports/export-connector.ts';

const MALFORMED = 'input_malformed';

/** What the browser says of a file all of whose bytes are here. */
const said = z.object({
  sha256: z.string(MALFORMED).regex(/^[0-9a-f]{64}$/, MALFORMED),
  encoding: z.string(MALFORMED).max(40, MALFORMED).optional(),
  delimiter: z.enum([',', '\t', ';', '|'], MALFORMED).optional(),
});

/** Makes an upload one that can be exported, and says under which id. */
export async function POST(request: Request, { params }: { params: Promise<{ upload: string }> }): Promise<Response> {
  try {
    const options = receiveOptions(await webRuntime(), exportConnector());
    const { id } = await completeOnce((await params).upload, parseInput(said, await request.json()), options);
    return Response.json({ id }, { status: 201 });
  } catch (error) {
    const { status, body } = await uploadRefusal(error);
    return Response.json(body, { status });
  }
}
