// Puts the same points together with chainatlas and with supercluster, in one run: CPU of index and all zooms, and how
// many signs there are at each. Run with the folder of supercluster's node_modules and the program as arguments.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [modules, program = 'build/chainatlas', counts = '10000,100000,1000000', repeat = '5'] = process.argv.slice(2);
const require = createRequire(pathToFileURL(`${modules}/`));
const Supercluster = (await import(pathToFileURL(require.resolve('supercluster')))).default;
const folder = 'build/compare-clusters';
mkdirSync(folder, { recursive: true });

// A small generator of its own, so that a seed means the same everywhere.
function random(seed) {
  let s = seed >>> 0;
  return () => {
    s = (s + 0x6d2b79f5) >>> 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

// Half of the points stand around towns, half anywhere in a province.
function points(n) {
  const r = random(n), towns = Array.from({ length: 60 }, () => [114.8 + 8 * r(), 34.4 + 4 * r(), 0.01 + 0.1 * r()]);
  const normal = () => Math.sqrt(-2 * Math.log(1 - r())) * Math.cos(2 * Math.PI * r());
  const out = [];
  for (let i = 0; i < n; i++) {
    const t = towns[Math.floor(r() * towns.length)];
    const at = i % 2 ? [t[0] + t[2] * normal(), t[1] + t[2] * normal()] : [114.8 + 8 * r(), 34.4 + 4 * r()];
    out.push({ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: at.map((v) => Number(v.toFixed(7))) } });
  }
  return out;
}

function median(values) {
  return values.sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
}

function theirs(features) {
  const times = [];
  let signs;
  for (let i = 0; i < Number(repeat); i++) {
    const before = process.cpuUsage();
    const index = new Supercluster({ radius: 40, maxZoom: 16 }).load(features);
    signs = [];
    for (let z = 0; z <= 16; z++) signs.push(index.getClusters([-180, -85, 180, 85], z).length);
    const used = process.cpuUsage(before);
    times.push((used.user + used.system) / 1000);
  }
  return { cpu: median(times), signs };
}

console.log('| points | ours, CPU ms | supercluster | ratio | counts differ at most by |\n|---|---|---|---|---|');
let missed = false;
for (const n of counts.split(',').map(Number)) {
  const features = points(n), file = `${folder}/${n}.geojson`;
  writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features }));
  const ours = JSON.parse(execFileSync(program, ['bench', 'cluster', '--data', file, '--n', repeat, '--json'], { maxBuffer: 1 << 26 }));
  const peer = theirs(features);
  const off = Math.max(...peer.signs.map((s, z) => Math.abs(ours.counts[z] - s) / s));
  const ratio = ours.cpu_ms.median / peer.cpu;
  missed ||= ratio > 0.15 || off > 0.03;
  console.log(`| ${n.toLocaleString('en')} | ${ours.cpu_ms.median.toFixed(1)} | ${peer.cpu.toFixed(0)} | ${ratio.toFixed(3)}× | ${(off * 100).toFixed(2)} % |`);
}
process.exit(missed ? 1 : 0);
