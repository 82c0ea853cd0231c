import { field, launch, open, quiet } from './browser.mjs';
import { host } from './host.mjs';
import { writeFileSync } from 'node:fs';
const root = process.argv[2];
const browser = await launch();
const server = await host(root);
const page = await open(browser);
await page.goto(server.origin + '/search/', { waitUntil: 'load' });
await field(page).click();
await page.waitForLoadState('networkidle');
const queries = process.argv.slice(3);
async function pass(label) {
  const times=[];
  for (const q of queries) {
    await field(page).fill(''); await quiet(page, 120);
    for (const key of q) {
      await page.keyboard.type(key); await quiet(page, 120);
      const t = await page.evaluate(() => { const {input, seen} = window.bench; if(!seen.length) return null; const last=seen.at(-1)[1]; let at=seen.length-1; while(at>0&&seen[at-1][1]===last) at--; return [seen[at][0]-input, seen.map(s=>+(s[0]-input).toFixed(1))]; });
      times.push(t);
    }
  }
  console.log(label); for (const t of times) console.log(t ? t[0].toFixed(1)+'  '+JSON.stringify(t[1]) : null);
}
await pass('first');
await pass('again');
const cdp = await page.context().newCDPSession(page);
await cdp.send('Profiler.enable'); await cdp.send('Profiler.setSamplingInterval', {interval: 100});
await cdp.send('Profiler.start');
await pass('profiled');
const { profile } = await cdp.send('Profiler.stop');
writeFileSync('/tmp/w/profile.json', JSON.stringify(profile));
await browser.close(); await server.close();
