/**
 * Adds the lock entries of optional platform packages that the registry in use does not hold.
 * npm leaves them out of the lock file on `npm install`, and `npm ci` then refuses the lock file on every machine.
 */
import { readFileSync, writeFileSync } from 'node:fs';

type Entry = Record<string, unknown> & { optionalDependencies?: Record<string, string> };
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Entry> };
const present = new Set(Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, '')));
const systems = ['linux', 'darwin', 'win32', 'android'];
const processors = ['x64', 'arm64'];

for (const { optionalDependencies = {} } of Object.values(lock.packages))
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const os = systems.find((system) => name.includes(system));
    const cpu = processors.find((processor) => name.includes(processor));
    if (present.has(name) || !os || !cpu) continue;
    lock.packages[`node_modules/${name}`] = { version, optional: true, os: [os], cpu: [cpu] };
    console.log(`added ${name}@${version}`);
  }
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
