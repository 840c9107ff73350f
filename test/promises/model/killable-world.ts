import type { KillSwitch } from '#test/support/kill-switch.ts';
import type { World } from '#test/support/worlds.ts';

/** The same world, each call of which is one at which the process may be killed. */
export function killableWorld(world: World, kills: KillSwitch): World {
  return new Proxy(world, {
    get(target, name): unknown {
      const port: unknown = Reflect.get(target, name, target);
      return typeof port === 'object' && port !== null ? killablePort(port, kills) : port;
    },
  });
}

/** Calls that give a promise can be killed; `arrivals` gives its pages one by one and cannot. */
function killablePort(port: object, kills: KillSwitch): object {
  return new Proxy(port, {
    get(target, name): unknown {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      if (name === 'arrivals') return member.bind(target);
      return (...given: unknown[]) => kills.call(String(name), async () => member.apply(target, given));
    },
  });
}
