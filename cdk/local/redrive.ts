import { SQSClient } from '@aws-sdk/client-sqs';
import { listQueues, redriveThere } from './redrive/local-system.ts';
import { HELP, parseRedriveCommand, type RedriveCommand } from './redrive/options.ts';
import { redriveQueue, type Redriven } from './redrive/redrive-queue.ts';
import { type QueueUrls, regionOf, sqsDeadLetters } from './redrive/sqs-dead-letters.ts';
import { readQueueUrls, readStackOutputs } from './redrive/stack-queues.ts';
import { isRunning } from './running-system.ts';

/** 0 when everything was sent back, 1 when something was not, 2 when the command cannot be understood. */
process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const command = parseRedriveCommand(process.argv.slice(2));
    if (command.place === 'help') {
      console.log(HELP);
      return 0;
    }
    return await run(command);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
      ? 2
      : 1;
  }
}

async function run(command: Exclude<RedriveCommand, { readonly place: 'help' }>): Promise<number> {
  switch (command.place) {
    case 'local':
      return runHere(command);
    case 'stack':
      return runInStack(command);
    case 'queues':
      return report(command.to, await redriveInSqs(command, command.max));
  }
}

type Command<Place> = Extract<RedriveCommand, { readonly place: Place }>;

async function runHere({ url, queue, max }: Command<'local'>): Promise<number> {
  if (!(await isRunning(url))) throw new Error(`Nothing runs at ${url}. Start it with: npm start`);
  const queues = queue === undefined ? await listQueues(url) : [queue];
  const codes: number[] = [];
  for (const each of queues) {
    const redriven = await redriveThere(url, each, max);
    codes.push(report(redriven.to, redriven));
  }
  return Math.max(0, ...codes);
}

async function runInStack({ stack, queue, max }: Command<'stack'>): Promise<number> {
  const all = readQueueUrls(await readStackOutputs(stack));
  const wanted = all.filter((each) => queue === undefined || each.queue === queue);
  if (wanted.length === 0) {
    const known = all.map((each) => each.queue).join(', ');
    throw new Error(`${stack} has no queue ${queue ?? 'with dead letters'}. There are: ${known || 'none'}.`);
  }
  const codes: number[] = [];
  for (const each of wanted) codes.push(report(each.queue, await redriveInSqs(each, max)));
  return Math.max(...codes);
}

async function redriveInSqs(urls: QueueUrls, max: number | undefined): Promise<Redriven> {
  const region = regionOf(urls.from);
  const client = new SQSClient(region === undefined ? {} : { region });
  try {
    return await redriveQueue(sqsDeadLetters(client, urls), max);
  } finally {
    client.destroy();
  }
}

function report(queue: string, { sentBack, remaining, failure }: Partial<Redriven>): number {
  console.log(`${queue}: ${sentBack} sent back, ${remaining ?? 'unknown how many'} remain`);
  if (failure === undefined) return 0;
  console.error(`${queue}: ${failure}`);
  return 1;
}
