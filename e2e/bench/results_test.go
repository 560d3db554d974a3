package main

import "testing"

func TestMedian(t *testing.T) {
	tests := []struct {
		values []float64
		want   float64
	}{{nil, 0}, {[]float64{3}, 3}, {[]float64{9, 1, 2}, 2}, {[]float64{4, 1, 3, 2}, 2.5}}
	for _, test := range tests {
		if got := median(test.values); got != test.want {
			t.Errorf("median(%v) = %v, want %v", test.values, got, test.want)
		}
	}
}

func TestSamplesHaveTheLengthAskedFor(t *testing.T) {
	var s samples
	for _, size := range sizes {
		if got := len(s.next(size.bytes).token); got < size.bytes-2 || got > size.bytes+2 {
			t.Errorf("a token of %s has %d bytes", size.name, got)
		}
	}
}
