import * as z from 'zod/mini';

const Queues = z.object({
  queues: z.array(z.object({ word: z.string(), deadLetters: z.optional(z.string()) })),
});

const Answer = z.object({ to: z.string(), sentBack: z.number(), remaining: z.optional(z.number()) });
const Failure = z.object({ failure: z.string() });
const Refusal = z.object({ message: z.string() });

export type LocalRedriven = z.infer<typeof Answer> & { readonly failure?: string };

/** Words of the queues that can have dead letters. */
export async function listQueues(url: string): Promise<readonly string[]> {
  const { queues } = z.parse(Queues, await (await fetch(`${url}/local/queues`)).json());
  return queues.filter(({ deadLetters }) => deadLetters !== undefined).map(({ word }) => word);
}

/** Throws what the system says when it refuses. */
export async function redriveThere(
  url: string,
  queue: string,
  max: number | undefined,
): Promise<LocalRedriven> {
  const response = await fetch(`${url}/local/queues/${encodeURIComponent(queue)}/redrive`, {
    method: 'POST',
    body: JSON.stringify(max === undefined ? {} : { max }),
  });
  const told: unknown = await response.json();
  const answer = z.safeParse(Answer, told);
  if (!answer.success) throw new Error(z.safeParse(Refusal, told).data?.message ?? `HTTP ${response.status}`);
  const failure = z.safeParse(Failure, told).data?.failure;
  return { ...answer.data, ...(failure === undefined ? {} : { failure }) };
}
