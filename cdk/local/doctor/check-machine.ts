import type { Facts } from './facts.ts';
import { broken, ok, warning, type Finding } from './finding.ts';

/** The first that runs TypeScript as it is. */
const NODE_NEEDED = [22, 18] as const;

/** Clocks of machines with a time service differ by less. Signatures of webhooks are refused beyond five minutes. */
const SKEW_NOTED_SECONDS = 30;
const SKEW_BROKEN_SECONDS = 240;

/** Files are written to by the same clock; this much is a clock put back. */
const FUTURE_NOTED_SECONDS = 60;

export function checkMachine(facts: Facts): readonly Finding[] {
  return [checkNode(facts), checkEngines(facts), checkClock(facts)];
}

function checkNode({ machine }: Facts): Finding {
  const [major = 0, minor = 0] = machine.node.split('.').map(Number);
  const isEnough = major > NODE_NEEDED[0] || (major === NODE_NEEDED[0] && minor >= NODE_NEEDED[1]);
  if (isEnough) return ok('node', `Node ${machine.node}.`, `Node ${machine.node}.`);
  return broken(
    'node',
    `Node ${machine.node} слишком старый: поставьте Node 24 или выполните npm ci.`,
    `Node ${machine.node} is too old: install Node 24, or run npm ci.`,
  );
}

function checkEngines({ machine, folder }: Facts): Finding {
  const isElsewhere = folder.stamp?.lastStart.tables === 'elsewhere';
  if (!machine.hasTableEngine && !isElsewhere)
    return broken(
      'engines',
      'Движка таблиц для этой платформы нет: выполните npm ci или запускайте с --dynamodb URL.',
      'There is no table engine for this platform: run npm ci, or start with --dynamodb URL.',
    );
  if (!machine.hasQueueEngine)
    return broken(
      'engines',
      'Движка очередей нет: выполните npm ci.',
      'The queue engine is missing: run npm ci.',
    );
  if (!machine.hasTar)
    return warning(
      'engines',
      'Программы tar нет: резервную копию не сделать. Установите её.',
      'The program tar is missing: no backup can be made. Install it.',
    );
  return ok('engines', 'Движки таблиц и очередей на месте.', 'The engines of tables and queues are there.');
}

function checkClock({ now, reach, folder }: Facts): Finding {
  const ahead = folder.changedAt === undefined ? 0 : (folder.changedAt.getTime() - now.getTime()) / 1000;
  if (ahead > FUTURE_NOTED_SECONDS)
    return warning(
      'clock',
      `Файлы данных новее часов на ${Math.round(ahead)} с: часы перевели назад. Включите синхронизацию времени.`,
      `The data is ${Math.round(ahead)} s newer than the clock: it was put back. Switch time synchronization on.`,
    );
  const skews = Object.values(reach).flatMap((each) =>
    each.outcome === 'answered' && each.aheadSeconds !== undefined ? [each.aheadSeconds] : [],
  );
  const skew = middleOf(skews);
  if (skew === undefined)
    return ok('clock', 'Часы не с чем сверить.', 'There is nothing to compare the clock with.');
  const seconds = Math.abs(Math.round(skew));
  if (seconds <= SKEW_NOTED_SECONDS)
    return ok(
      'clock',
      `Часы расходятся не больше чем на ${seconds} с.`,
      `The clock is right within ${seconds} s.`,
    );
  const tell = seconds > SKEW_BROKEN_SECONDS ? broken : warning;
  return tell(
    'clock',
    `Часы ${skew > 0 ? 'спешат' : 'отстают'} на ${seconds} с: подписи будут отвергнуты, сроки неверны. Включите синхронизацию времени.`,
    `The clock is ${seconds} s ${skew > 0 ? 'ahead' : 'behind'}: signatures are refused, deadlines wrong. Switch time synchronization on.`,
  );
}

/** One outside system with a wrong clock must not accuse ours. */
function middleOf(numbers: readonly number[]): number | undefined {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];
}
