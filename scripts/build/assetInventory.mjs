// Part of the build, after the frame and the script: writes dist/inventory.json, every script and style that browsers
// load, with its purpose and its hash.
import { readFileSync, writeFileSync } from 'node:fs'
import { loadAssets } from '../../dist/server/http/static/assets.js'
import { createInventory } from '../../dist/server/http/static/inventory.js'

const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
const inventory = createInventory(version, loadAssets('dist/public'))
writeFileSync('dist/inventory.json', `${JSON.stringify(inventory, null, 2)}\n`)
