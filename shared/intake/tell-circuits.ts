import type { Log } from '#shared/runtime/logs.ts';
import { MetricNames } from '#shared/runtime/metric-names.ts';
import type { Meter } from '#shared/runtime/metrics.ts';

/** Tells that an outside system is not asked for a while, and why. */
export function tellsCircuits({ log, meter }: { readonly log: Log; readonly meter: Meter }) {
  return (opened: { readonly system: string; readonly because: string; readonly until: string }): void => {
    log.warn('circuit.opened', { ...opened });
    meter.count(MetricNames.RegistryCircuitOpened, 1, { registry: opened.system });
  };
}
