/** Counts of one operation or function. */
export interface Count {
  calls: number;
  errors: number;
}

/** Counts of every call, for benchmarks and tests. */
export interface Calls {
  count(service: string, operation: string, caller: string | undefined): Count;
  function(name: string): FunctionCount;
  report(): unknown;
  reset(): void;
}

/** Counts of one function; times in milliseconds of wall clock. */
export interface FunctionCount extends Count {
  coldStarts: number;
  totalMilliseconds: number;
}

/** Makes counters at zero. */
export function createCalls(): Calls {
  const operations = new Map<string, Count>();
  const callers = new Map<string, Map<string, Count>>();
  const functions = new Map<string, FunctionCount>();
  return {
    count(service, operation, caller) {
      const name = `${service}:${operation}`;
      const count = found(operations, name, newCount);
      count.calls += 1;
      if (caller !== undefined) found(found(callers, caller, newMap<Count>), name, newCount).calls += 1;
      return count;
    },
    function: (name) => found(functions, name, newFunctionCount),
    report: () => ({
      operations: Object.fromEntries(operations),
      functions: Object.fromEntries(functions),
      byCaller: Object.fromEntries([...callers].map(([name, counts]) => [name, Object.fromEntries(counts)])),
    }),
    reset() {
      operations.clear();
      callers.clear();
      functions.clear();
    },
  };
}

const newCount = (): Count => ({ calls: 0, errors: 0 });
const newFunctionCount = (): FunctionCount => ({ ...newCount(), coldStarts: 0, totalMilliseconds: 0 });
const newMap = <T>(): Map<string, T> => new Map();

function found<T>(map: Map<string, T>, name: string, make: () => T): T {
  let value = map.get(name);
  if (value === undefined) {
    value = make();
    map.set(name, value);
  }
  return value;
}
