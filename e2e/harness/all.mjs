// Loads the chosen scenarios into one process, so that they share one browser.

for (const file of JSON.parse(process.env.KB_SCENARIOS ?? '[]')) await import(file);
