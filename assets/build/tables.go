package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"strings"
)

// A Go program carries tables that tell, for each of its instructions, the file
// and the line that it came from, and the names of all functions. Only stack
// traces read them, which nobody sees in the engine, and they are a quarter of
// what a person has to load. dropTables empties them. What the garbage
// collector, growing stacks and panics read stays as it is.
//
// It also writes what memory holds in few long segments. The linker leaves out
// every short run of zeros, which takes a hundred thousand segments; compressed,
// their addresses weigh far more than the zeros.
//
// The layout is that of runtime/symtab.go and runtime2.go of Go 1.26, and not a
// promise: whoever moves to another toolchain compares them, and then changes
// tablesVersion. Where something is different, dropTables returns an error and
// changes nothing.
func dropTables(module []byte) ([]byte, error) {
	const header, sectionData = 8, 11
	if len(module) < header {
		return nil, errLayout
	}
	out := bytes.NewBuffer(append([]byte(nil), module[:header]...))
	for at := header; at < len(module); {
		id := module[at]
		size, n := binary.Uvarint(module[at+1:])
		start := at + 1 + n
		at = start + int(size)
		if n <= 0 || size > uint64(len(module)) || at > len(module) {
			return nil, errLayout
		}
		content := module[start:at]
		if id == sectionData {
			m, err := readMemory(content)
			if err != nil {
				return nil, err
			}
			if err := m.dropTables(); err != nil {
				return nil, err
			}
			content = m.segments()
		}
		out.WriteByte(id)
		out.Write(binary.AppendUvarint(nil, uint64(len(content))))
		out.Write(content)
	}
	return out.Bytes(), nil
}

// tablesVersion begins the versions of Go whose tables are known.
const tablesVersion = "go1.26"

var errLayout = errors.New("the layout of the module is not the one that is known")

// A memory is what a module's memory holds before it runs.
type memory struct {
	base  int // address of the first byte
	bytes []byte
}

// readMemory reads the content of a data section: segments at constant
// addresses.
func readMemory(section []byte) (*memory, error) {
	r := bytes.NewReader(section)
	count, err := binary.ReadUvarint(r)
	if err != nil {
		return nil, errLayout
	}
	type segment struct {
		address int
		bytes   []byte
	}
	var segments []segment
	low, high := math.MaxInt, 0
	for range count {
		kind, _ := binary.ReadUvarint(r)
		opcode, _ := r.ReadByte()
		address, ok := readSigned(r)
		end, _ := r.ReadByte()
		size, err := binary.ReadUvarint(r)
		if kind != 0 || opcode != 0x41 || !ok || end != 0x0b || err != nil || address < 0 || size > uint64(r.Len()) {
			return nil, errLayout // not (memory 0) (i32.const address)
		}
		at := len(section) - r.Len()
		segments = append(segments, segment{address, section[at : at+int(size)]})
		low, high = min(low, address), max(high, address+int(size))
		_, _ = r.Seek(int64(size), io.SeekCurrent)
	}
	if high-low < 0 || high-low > maxMemory {
		return nil, errLayout
	}
	m := &memory{low, make([]byte, high-low)}
	for _, s := range segments {
		copy(m.bytes[s.address-low:], s.bytes)
	}
	return m, nil
}

// maxMemory bounds what is read, in bytes.
const maxMemory = 64 << 20

// segments writes the content of a data section again, without the zeros that
// memory holds anyhow.
func (m *memory) segments() []byte {
	const overhead = 512 // how many zeros begin another segment
	var body []byte
	count := 0
	for at := 0; at < len(m.bytes); {
		if m.bytes[at] == 0 {
			at++
			continue
		}
		end, zeros := at, 0
		for i := at; i < len(m.bytes) && zeros < overhead; i++ {
			if zeros++; m.bytes[i] != 0 {
				end, zeros = i+1, 0
			}
		}
		body = appendSigned(append(body, 0, 0x41), m.base+at)
		body = binary.AppendUvarint(append(body, 0x0b), uint64(end-at))
		body = append(body, m.bytes[at:end]...)
		count++
		at = end
	}
	return append(binary.AppendUvarint(nil, uint64(count)), body...)
}

// tablesMagic begins the tables: their version, two zeros, instructions of one
// byte, pointers of eight.
const tablesMagic = "\xf1\xff\xff\xff\x00\x00\x01\x08"

// The fields of the header after the magic, eight bytes each.
const (
	fieldFuncs = iota
	fieldFiles
	_
	fieldNames
	fieldUnits
	fieldFileNames
	fieldValues
	fieldFuncTable
	fieldCount
)

// The fields of a function's record, by byte offset.
const (
	funcName      = 4
	funcStack     = 16 // its stack size by instruction: needed
	funcFileTable = 20
	funcLineTable = 24
	funcTables    = 28 // how many further tables it has
	funcUnit      = 32
	funcLine      = 36
	funcID        = 40
	funcRecord    = 44
)

// neededTables are the further tables that the runtime needs: which pointers are
// alive, and how a bounds check failed. The others tell where it may be
// interrupted, which it never is in a browser, and what was inlined.
var neededTables = map[int]bool{1: true, 4: true}

func (m *memory) dropTables() error {
	const header = 8 + 8*fieldCount
	start := bytes.Index(m.bytes, []byte(tablesMagic))
	if start < 0 || start+header > len(m.bytes) || (m.base+start)%8 != 0 {
		return errLayout
	}
	var field [fieldCount]int
	for i := range field {
		field[i] = int(binary.LittleEndian.Uint64(m.bytes[start+8+8*i:]))
	}
	if field[fieldNames] != header {
		return errLayout
	}
	for i := fieldUnits; i < fieldCount; i++ {
		if field[i] < field[i-1] || field[i] > len(m.bytes)-start {
			return errLayout
		}
	}
	tables := m.bytes[start:]
	names := tables[field[fieldNames]:field[fieldUnits]]
	values := tables[field[fieldValues]:field[fieldFuncTable]]
	funcs := tables[field[fieldFuncTable]:]
	if field[fieldFuncs] > len(funcs)/8 {
		return errLayout
	}
	keepNames, keepValues := make([]bool, len(names)), make([]bool, len(values))
	number := func(data []byte, at int) int { return int(binary.LittleEndian.Uint32(data[at:])) }
	clearNumber := func(data []byte, at int) { binary.LittleEndian.PutUint32(data[at:], 0) }
	for i := range field[fieldFuncs] {
		at := number(funcs, 8*i+4)
		if at+funcRecord > len(funcs) || at+funcRecord+4*number(funcs[at:], funcTables) > len(funcs) {
			return errLayout
		}
		f := funcs[at:]
		if !keepName(names, number(f, funcName), f[funcID], keepNames) || !keepTable(values, number(f, funcStack), keepValues) {
			return errLayout
		}
		for _, unneeded := range []int{funcFileTable, funcLineTable, funcUnit, funcLine} {
			clearNumber(f, unneeded)
		}
		for table := range number(f, funcTables) {
			if at := funcRecord + 4*table; !neededTables[table] {
				clearNumber(f, at)
			} else if !keepTable(values, number(f, at), keepValues) {
				return errLayout
			}
		}
	}
	clear(tables[field[fieldUnits]:field[fieldValues]]) // the names of files
	clearUnless(names, keepNames)
	clearUnless(values, keepValues)
	return nil
}

func clearUnless(data []byte, keep []bool) {
	for i := range data {
		if !keep[i] {
			data[i] = 0
		}
	}
}

// keepName marks a function's name when the runtime looks at it: it tells its
// own functions, and those of reflect, from others, and takes the names of
// wrappers apart for a message.
func keepName(names []byte, at int, id byte, keep []bool) bool {
	if at >= len(names) {
		return false
	}
	length := bytes.IndexByte(names[at:], 0)
	if length < 0 {
		return false
	}
	name := string(names[at : at+length])
	if id != 0 || strings.HasPrefix(name, "runtime.") || strings.HasPrefix(name, "reflect.") || strings.HasPrefix(name, "internal/runtime/") {
		for i := range length {
			keep[at+i] = true
		}
	}
	return true
}

// keepTable marks one table: pairs of numbers up to a first number that is zero,
// except in the first pair. The table at 0 is none.
func keepTable(values []byte, at int, keep []bool) bool {
	if at == 0 {
		return true
	}
	for i, first := at, true; i < len(values); first = false {
		value, n := binary.Uvarint(values[i:])
		if n <= 0 {
			return false
		}
		for j := range n {
			keep[i+j] = true
		}
		i += n
		if value == 0 && !first {
			return true
		}
		if _, n = binary.Uvarint(values[i:]); n <= 0 {
			return false
		}
		for j := range n {
			keep[i+j] = true
		}
		i += n
	}
	return false
}

// readSigned reads a signed LEB128 number of at most 32 bits.
func readSigned(r *bytes.Reader) (int, bool) {
	n := int64(0)
	for shift := 0; shift < 35; shift += 7 {
		b, err := r.ReadByte()
		if err != nil {
			return 0, false
		}
		n |= int64(b&0x7f) << shift
		if b < 0x80 {
			if b&0x40 != 0 {
				n |= -1 << (shift + 7)
			}
			return int(n), true
		}
	}
	return 0, false
}

// appendSigned appends a signed LEB128 number.
func appendSigned(data []byte, n int) []byte {
	for {
		b := byte(n & 0x7f)
		n >>= 7
		if n == 0 && b&0x40 == 0 || n == -1 && b&0x40 != 0 {
			return append(data, b)
		}
		data = append(data, b|0x80)
	}
}
