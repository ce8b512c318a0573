package geofile

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// charset decodes the texts of a table.
type charset struct {
	name string
	enc  encoding.Encoding // nil for UTF-8
}

var (
	utf8Set  = charset{name: "UTF-8"}
	gbSet    = charset{"GB18030", simplifiedchinese.GB18030} // which GBK and GB 2312 are part of
	big5Set  = charset{"Big5", traditionalchinese.Big5}
	latinSet = charset{"Windows-1252", charmap.Windows1252}
)

// charsetByName knows the names that stand in .cpg files and XML headers.
func charsetByName(name string) (charset, bool) {
	key := strings.Map(func(r rune) rune {
		if strings.ContainsRune(" -_\r\n\t\x00\"\ufeff", r) {
			return -1
		}
		return r
	}, strings.ToUpper(name))
	key = strings.TrimPrefix(strings.TrimPrefix(key, "ANSI"), "CP")
	switch key {
	case "UTF8", "65001":
		return utf8Set, true
	case "GBK", "GB2312", "GB18030", "936", "54936", "EUCCN", "MS936":
		return gbSet, true
	case "BIG5", "950":
		return big5Set, true
	case "ISO88591", "88591", "1252", "LATIN1", "WINDOWS1252":
		return latinSet, true
	}
	return charset{}, false
}

// charsetByLDID knows the byte in the header of a .dbf. 0x57 is the code page of whatever machine wrote it, and programs
// write 0x03 and 0x01 without a thought.
func charsetByLDID(id byte) (charset, bool) {
	switch id {
	case 0x4D, 0x7A:
		return gbSet, true
	case 0x4F, 0x78:
		return big5Set, true
	}
	return charset{}, false
}

// sniffCharset tells UTF-8 from GB18030 by pieces of text, each of which may be cut within a character.
func sniffCharset(texts [][]byte) charset {
	for _, t := range texts {
		if !utf8.Valid(wholeRunes(t)) {
			return gbSet
		}
	}
	return utf8Set
}

// wholeRunes leaves out a last character of UTF-8 that is not whole.
func wholeRunes(b []byte) []byte {
	for i := 1; i <= min(utf8.UTFMax-1, len(b)); i++ {
		if c := b[len(b)-i]; utf8.RuneStart(c) {
			if c >= utf8.RuneSelf && !utf8.FullRune(b[len(b)-i:]) {
				return b[:len(b)-i]
			}
			break
		}
	}
	return b
}

// decode reads a text that may be filled up and cut within its last character.
func (c charset) decode(b []byte) string {
	if i := bytes.IndexByte(b, 0); i >= 0 {
		b = b[:i]
	}
	b = bytes.Trim(b, " \t\r\n")
	if c.enc == nil {
		return strings.ToValidUTF8(string(wholeRunes(b)), "\uFFFD")
	}
	s, err := c.enc.NewDecoder().String(string(b))
	if err != nil {
		return strings.ToValidUTF8(string(b), "\uFFFD")
	}
	if c.enc != charmap.Windows1252 { // half a character at the end
		s = strings.TrimSuffix(s, "\uFFFD")
	}
	return s
}
