// VitePress's own theme, and the colors of the diagrams.
import theme from 'vitepress/theme'
import './diagrams.css'

export default theme
