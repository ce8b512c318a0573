package pptx

import (
	"fmt"
	"strings"
	"time"
)

// frame writes everything beside the slides: what a reader needs to open them.
func (w *writer) frame(info Info) {
	w.types()
	w.links("_rels/.rels", "officeDocument", "ppt/presentation.xml",
		"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml",
		"extended-properties", "docProps/app.xml")
	w.part("docProps/app.xml", `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>`)
	made := ""
	if !info.Created.IsZero() {
		at := info.Created.UTC().Format(time.RFC3339)
		made = `<dcterms:created xsi:type="dcterms:W3CDTF">` + at + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + at + `</dcterms:modified>`
	}
	w.part("docProps/core.xml", `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>`+escaped(info.Title)+`</dc:title>`+made+`</cp:coreProperties>`)
	w.presentation()
	w.master()
	w.part("ppt/theme/theme1.xml", theme)
	if w.noted() {
		w.part("ppt/theme/theme2.xml", theme)
		w.part("ppt/notesMasters/notesMaster1.xml", `<p:notesMaster `+names+`><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg><p:spTree>`+groupHead+`</p:spTree></p:cSld>`+colorMap+`</p:notesMaster>`)
		w.links("ppt/notesMasters/_rels/notesMaster1.xml.rels", "theme", "../theme/theme2.xml")
	}
}

func (w *writer) types() {
	var b strings.Builder
	const ooxml = "application/vnd.openxmlformats-officedocument.presentationml."
	b.WriteString(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>`)
	override := func(part, kind string) {
		fmt.Fprintf(&b, `<Override PartName="/%s" ContentType="%s"/>`, part, kind)
	}
	override("ppt/presentation.xml", ooxml+"presentation.main+xml")
	override("ppt/slideMasters/slideMaster1.xml", ooxml+"slideMaster+xml")
	override("ppt/slideLayouts/slideLayout1.xml", ooxml+"slideLayout+xml")
	override("ppt/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml")
	override("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
	override("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml")
	for i, p := range w.pages {
		override(fmt.Sprintf("ppt/slides/slide%d.xml", i+1), ooxml+"slide+xml")
		if p.Notes != "" {
			override(fmt.Sprintf("ppt/notesSlides/notesSlide%d.xml", i+1), ooxml+"notesSlide+xml")
		}
	}
	if w.noted() {
		override("ppt/notesMasters/notesMaster1.xml", ooxml+"notesMaster+xml")
		override("ppt/theme/theme2.xml", "application/vnd.openxmlformats-officedocument.theme+xml")
	}
	b.WriteString(`</Types>`)
	w.part("[Content_Types].xml", b.String())
}

func (w *writer) presentation() {
	links := []string{"slideMaster", "slideMasters/slideMaster1.xml"}
	var b strings.Builder
	b.WriteString(`<p:presentation ` + names + ` saveSubsetFonts="1"><p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>`)
	if w.noted() {
		links = append(links, "notesMaster", "notesMasters/notesMaster1.xml")
		b.WriteString(`<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>`)
	}
	if len(w.pages) > 0 {
		b.WriteString(`<p:sldIdLst>`)
		for i := range w.pages {
			links = append(links, "slide", fmt.Sprintf("slides/slide%d.xml", i+1))
			fmt.Fprintf(&b, `<p:sldId id="%d" r:id="rId%d"/>`, 256+i, len(links)/2)
		}
		b.WriteString(`</p:sldIdLst>`)
	}
	links = append(links, "theme", "theme/theme1.xml")
	fmt.Fprintf(&b, `<p:sldSz cx="%d" cy="%d"/><p:notesSz cx="6858000" cy="9144000"/></p:presentation>`, emu(w.w), emu(w.h))
	w.part("ppt/presentation.xml", b.String())
	w.links("ppt/_rels/presentation.xml.rels", links...)
}

const colorMap = `<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>`

// titlePlace is where a title stands on a slide that is added later.
const titlePlace = `<p:sp><p:nvSpPr><p:cNvPr id="2" name="标题"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="742950" y="285750"/><a:ext cx="8001000" cy="571500"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr><p:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/><a:p><a:r><a:rPr lang="zh-CN" sz="2550" b="1"/><a:t>标题</a:t></a:r></a:p></p:txBody></p:sp>`

// master is one master with one layout that has a title alone: slides bring all of their own.
func (w *writer) master() {
	w.part("ppt/slideMasters/slideMaster1.xml", `<p:sldMaster `+names+`><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg><p:spTree>`+groupHead+titlePlace+`</p:spTree></p:cSld>`+colorMap+`<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst><p:txStyles><p:titleStyle/><p:bodyStyle/><p:otherStyle/></p:txStyles></p:sldMaster>`)
	w.links("ppt/slideMasters/_rels/slideMaster1.xml.rels", "slideLayout", "../slideLayouts/slideLayout1.xml", "theme", "../theme/theme1.xml")
	w.part("ppt/slideLayouts/slideLayout1.xml", `<p:sldLayout `+names+` type="titleOnly" preserve="1"><p:cSld name="仅标题"><p:spTree>`+groupHead+titlePlace+`</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>`)
	w.links("ppt/slideLayouts/_rels/slideLayout1.xml.rels", "slideMaster", "../slideMasters/slideMaster1.xml")
}

// notes writes what the speaker reads under a slide.
func (w *writer) notes(n int, text string) {
	var b strings.Builder
	b.WriteString(`<p:notes ` + names + `><p:cSld><p:spTree>` + groupHead + `<p:sp><p:nvSpPr><p:cNvPr id="2" name="备注"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>`)
	for _, line := range strings.Split(text, "\n") {
		b.WriteString(`<a:p><a:r><a:rPr lang="zh-CN"/><a:t>` + escaped(line) + `</a:t></a:r></a:p>`)
	}
	b.WriteString(`</p:txBody></p:sp></p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>`)
	w.part(fmt.Sprintf("ppt/notesSlides/notesSlide%d.xml", n), b.String())
	w.links(fmt.Sprintf("ppt/notesSlides/_rels/notesSlide%d.xml.rels", n), "notesMaster", "../notesMasters/notesMaster1.xml", "slide", fmt.Sprintf("../slides/slide%d.xml", n))
}

// theme is the least that readers accept: colours, fonts, and three of each kind of format.
const theme = `<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="演示"><a:themeElements><a:clrScheme name="演示"><a:dk1><a:srgbClr val="1C272C"/></a:dk1><a:lt1><a:srgbClr val="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="0D3F52"/></a:dk2><a:lt2><a:srgbClr val="EEF4F6"/></a:lt2><a:accent1><a:srgbClr val="0F5F76"/></a:accent1><a:accent2><a:srgbClr val="B4513B"/></a:accent2><a:accent3><a:srgbClr val="8A6D3B"/></a:accent3><a:accent4><a:srgbClr val="4F8A4C"/></a:accent4><a:accent5><a:srgbClr val="6B5A9E"/></a:accent5><a:accent6><a:srgbClr val="4A6FB5"/></a:accent6><a:hlink><a:srgbClr val="0F5F76"/></a:hlink><a:folHlink><a:srgbClr val="5C6B73"/></a:folHlink></a:clrScheme><a:fontScheme name="演示"><a:majorFont><a:latin typeface="Microsoft YaHei"/><a:ea typeface="Microsoft YaHei"/><a:cs typeface=""/></a:majorFont><a:minorFont><a:latin typeface="Microsoft YaHei"/><a:ea typeface="Microsoft YaHei"/><a:cs typeface=""/></a:minorFont></a:fontScheme><a:fmtScheme name="演示"><a:fillStyleLst><a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:fillStyleLst><a:lnStyleLst><a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln><a:ln w="12700"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln><a:ln w="19050"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln></a:lnStyleLst><a:effectStyleLst><a:effectStyle><a:effectLst/></a:effectStyle><a:effectStyle><a:effectLst/></a:effectStyle><a:effectStyle><a:effectLst/></a:effectStyle></a:effectStyleLst><a:bgFillStyleLst><a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`
